using System.Globalization;

namespace Intake.Submissions.Sources;

/// <summary>The outcome of checking a signature.</summary>
public enum SignatureState
{
    /// <summary>A header is not there.</summary>
    Missing,

    /// <summary>A header, or the secret, is not in the form it must have.</summary>
    Malformed,

    /// <summary>It is the signature of something else, or by somebody else.</summary>
    Wrong,

    /// <summary>It is genuine.</summary>
    Valid,
}

/// <summary>What the signature schemes have in common.</summary>
internal static class Signatures
{
    /// <summary>Epoch seconds; false for anything else.</summary>
    public static bool TryTimestamp(string? header, out long seconds)
    {
        seconds = 0;
        return header is { Length: <= 12 } && long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    /// <summary>The outcome under the first secret that fits. All are tried, so that the time taken does not tell which one it was.</summary>
    /// <param name="call">The call, with the secrets.</param>
    /// <param name="signedAt">Epoch seconds at which it was signed; null where the provider signs no time.</param>
    /// <param name="check">Checks under one secret.</param>
    public static Verified Best(WebhookCall call, long? signedAt, Func<string, SignatureState> check)
    {
        var (best, fitting) = (SignatureState.Missing, default(string));
        foreach (var secret in call.Secrets)
        {
            var state = check(secret);
            if (state == SignatureState.Valid) fitting ??= secret;
            if (state > best) best = state;
        }
        return new Verified(best, signedAt is { } at ? Freshness.Of(at, call.Now) : default, fitting);
    }
}
