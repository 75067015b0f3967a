using System.Security.Cryptography;
using System.Text;

namespace Intake.Submissions.Sources;

/// <summary>What the signature schemes of form providers are made of: an HMAC-SHA256 over some parts, and comparing in fixed time.</summary>
internal static class SharedSecret
{
    /// <summary>Fewer characters could be guessed, where the secret itself is sent.</summary>
    public const int MinLength = 16;

    /// <summary>Whether a text may serve as a secret that is sent as it is.</summary>
    public static bool IsLongEnough(string secret) => secret.Length >= MinLength;

    /// <summary>The HMAC-SHA256 of some parts.</summary>
    public static byte[] Hmac(string secret, string before, ReadOnlySpan<byte> body, string after = "")
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(before));
        hmac.AppendData(body);
        hmac.AppendData(Encoding.UTF8.GetBytes(after));
        return hmac.GetHashAndReset();
    }

    /// <summary>Compares; neither the length nor where they differ can be told from the time taken.</summary>
    public static SignatureState Compare(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)))
            ? SignatureState.Valid : SignatureState.Wrong;

    /// <summary>Epoch milliseconds in a header, as seconds; null for anything else.</summary>
    public static long? SecondsOf(string? milliseconds) =>
        milliseconds is { Length: > 0 and <= 15 } && milliseconds.All(char.IsAsciiDigit)
            ? long.Parse(milliseconds, System.Globalization.CultureInfo.InvariantCulture) / 1000 : null;
}
