namespace Intake.Submissions.Sources;

/// <summary>Providers that sign nothing, or nothing that is documented: the end of the address is the secret.</summary>
internal static class PathSecret
{
    /// <summary>Shortest secret taken: 24 characters of base64 are 144 bits.</summary>
    public const int MinLength = 24;

    /// <summary>Whether a secret can be part of an address as it stands.</summary>
    public static bool IsUsable(string secret) => secret.Length >= MinLength && secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>Compares the secret of the address; neither its length nor where it differs can be told from the time taken.</summary>
    public static Verified Verify(WebhookCall call) => Signatures.Best(call, signedAt: null, secret => Check(secret, call.PathSecret));

    private static SignatureState Check(string secret, string? given)
    {
        if (string.IsNullOrEmpty(given)) return SignatureState.Missing;
        return secret.Length == 0 ? SignatureState.Malformed : SharedSecret.Compare(secret, given);
    }
}
