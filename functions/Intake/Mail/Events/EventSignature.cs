using System.Security.Cryptography;
using System.Text;
using Intake.Submissions.Sources;

namespace Intake.Mail.Events;

/// <summary>The signature of SendGrid's event webhook: ECDSA on P-256 with SHA-256, DER in base64, over <c>{timestamp}{body}</c>, the raw bytes.</summary>
internal static class EventSignature
{
    // Events are tried for a day and may wait in a queue of theirs; a replay tells nothing that is not known.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(3), Ahead = TimeSpan.FromMinutes(5);

    private const int MaxSignature = 128;

    /// <summary>Checks a signature under any of the keys; never throws.</summary>
    public static SignatureState Check(IEnumerable<string> keys, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return SignatureState.Missing;
        if (!Signatures.TryTimestamp(timestamp, out var seconds) || signature.Length > MaxSignature) return SignatureState.Malformed;
        var bytes = new byte[MaxSignature];
        if (!Convert.TryFromBase64String(signature, bytes, out var length)) return SignatureState.Malformed;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hash.AppendData(body);
        var digest = hash.GetHashAndReset();
        var valid = false;
        foreach (var key in keys) valid |= IsGenuine(key, digest, bytes.AsSpan(0, length));
        var age = now - DateTimeOffset.UnixEpoch - TimeSpan.FromSeconds(seconds);
        return valid && age <= Oldest && age >= -Ahead ? SignatureState.Valid : SignatureState.Wrong;
    }

    /// <summary>Whether a text is a public key on P-256.</summary>
    public static bool IsKey(string key)
    {
        using var read = Read(key);
        return read is not null;
    }

    private static bool IsGenuine(string key, byte[] digest, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var read = Read(key);
            return read?.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence) is true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECDsa? Read(string key)
    {
        var read = ECDsa.Create();
        try
        {
            read.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
            if (read.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7") return read;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
        }
        read.Dispose();
        return null;
    }
}
