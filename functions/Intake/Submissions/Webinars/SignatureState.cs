using System.Globalization;

namespace Intake.Submissions.Webinars;

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
    /// <summary>The refusal of a call whose signature does not hold; it does not tell which part was wrong.</summary>
    public static WebhookResult.Refused Refuse(SignatureState state) =>
        new(new Rejection(RejectionKind.Signature, "The signature is missing or wrong."), state);

    /// <summary>Epoch seconds; false for anything else.</summary>
    public static bool TryTimestamp(string? header, out long seconds)
    {
        seconds = 0;
        return header is { Length: <= 12 } && long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    /// <summary>The state under the first secret that fits. All are tried, so that the time taken does not tell which one it was.</summary>
    public static SignatureState Best(IReadOnlyList<string> secrets, Func<string, SignatureState> check, out string? fitting)
    {
        var best = SignatureState.Missing;
        fitting = null;
        foreach (var secret in secrets)
        {
            var state = check(secret);
            if (state == SignatureState.Valid) fitting ??= secret;
            if (state > best) best = state;
        }

        return best;
    }
}
