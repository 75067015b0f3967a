using System.Security.Cryptography;
using System.Text;

namespace Intake.Submissions.Sources;

/// <summary>The signature of Standard Webhooks: <c>v1,</c> and the HMAC-SHA256 in base64 of <c>{id}.{timestamp}.{body}</c>;
/// one of several may fit.</summary>
internal static class StandardSignature
{
    private const int MaxSignatures = 10, MinKey = 24, MaxKey = 64;

    /// <summary>Checks a signature; never throws.</summary>
    public static SignatureState Check(string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signatures)) return SignatureState.Missing;
        if (id.Length > SubmissionKey.MaxHeaderLength || !Signatures.TryTimestamp(timestamp, out _) || Key(secret) is not { } key)
            return SignatureState.Malformed;

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(hmac.GetHashAndReset()));
        var valid = false;
        foreach (var signature in signatures.Split(' ').Take(MaxSignatures))
            valid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        return valid ? SignatureState.Valid : SignatureState.Wrong;
    }

    /// <summary>The bytes of a secret; null when it is not base64 of 24 to 64 bytes.</summary>
    public static byte[]? Key(string secret)
    {
        var encoded = secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret[6..] : secret;
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && length is >= MinKey and <= MaxKey ? bytes[..length] : null;
    }
}
