using System.Security.Cryptography;
using System.Text;

namespace Intake.Submissions.Sources;

/// <summary>Zoom's signature: <c>v0=</c> and the HMAC-SHA256 in hex of <c>v0:{timestamp}:{body}</c>.</summary>
internal static class ZoomSignature
{
    private const int HexLength = 64;
    private const string Version = "v0=";

    /// <summary>Checks a signature; never throws.</summary>
    public static SignatureState Check(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return SignatureState.Missing;
        if (secret.Length == 0 || !Signatures.TryTimestamp(timestamp, out _)) return SignatureState.Malformed;
        if (signature.Length != Version.Length + HexLength) return SignatureState.Malformed;

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        var expected = Encoding.UTF8.GetBytes(Version + Convert.ToHexStringLower(hmac.GetHashAndReset()));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))
            ? SignatureState.Valid
            : SignatureState.Wrong;
    }

    /// <summary>The proof that we know the secret.</summary>
    public static string Prove(string secret, string plainToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(plainToken)));
}
