using System.Text;
using Intake.Playbooks;

namespace Intake.Submissions.Sources;

/// <summary>Checks the calls of a provider that the playbook describes.</summary>
internal static class GenericProof
{
    /// <summary>Checks a call by its provider's proof.</summary>
    public static Verified Verify(SourceProof proof, WebhookCall call)
    {
        if (proof.Kind != ProofKind.Hmac)
        {
            var given = proof.Kind == ProofKind.Path ? call.PathSecret : call.Header(proof.Header);
            return Signatures.Best(call, null, secret => Check(secret, given));
        }
        var timestamp = proof.Timestamp is { } header ? call.Header(header) : null;
        return Signatures.Best(call, SignedAt(proof, timestamp), secret => Check(proof, secret, timestamp, call));
    }

    /// <summary>Checks a secret that is sent as it is; never throws.</summary>
    public static SignatureState Check(string secret, string? given)
    {
        if (string.IsNullOrEmpty(given)) return SignatureState.Missing;
        return SharedSecret.IsLongEnough(secret) ? SharedSecret.Compare(secret, given) : SignatureState.Malformed;
    }

    private static SignatureState Check(SourceProof proof, string secret, string? timestamp, WebhookCall call)
    {
        if (call.Header(proof.Header) is not { Length: > 0 } signature) return SignatureState.Missing;
        if (proof.Timestamp is not null && string.IsNullOrEmpty(timestamp)) return SignatureState.Missing;
        if (secret.Length == 0 || (proof.Timestamp is not null && SignedAt(proof, timestamp) is null)) return SignatureState.Malformed;

        var parts = proof.Base.Split("{body}");
        var hash = SharedSecret.Hmac(secret, Fill(parts[0], timestamp, call), call.Body.Span, Fill(parts[1], timestamp, call));
        return SharedSecret.Compare(proof.Prefix + (proof.Base64 ? Convert.ToBase64String(hash) : Convert.ToHexStringLower(hash)), signature);
    }

    private static long? SignedAt(SourceProof proof, string? timestamp) =>
        proof.Timestamp is null ? null
        : proof.Milliseconds ? SharedSecret.SecondsOf(timestamp)
        : Signatures.TryTimestamp(timestamp, out var seconds) ? seconds : null;

    private static string Fill(string template, string? timestamp, WebhookCall call) => new StringBuilder(template)
        .Replace("{timestamp}", timestamp).Replace("{method}", call.Method).Replace("{url}", call.Url.AbsoluteUri).ToString();
}
