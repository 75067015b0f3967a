using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Links;

/// <summary>Seals a small text into a URL-safe token: encrypted, authenticated, bound to one purpose, with an expiry. AES-256-GCM under a key
/// derived by HKDF-SHA256 per purpose from <c>Links__Keys__0</c>; older keys still open (<c>Links__Keys__1</c>, ...). A token's first byte is its format.</summary>
public sealed class Seal(IReadOnlyList<ReadOnlyMemory<byte>> keys, TimeProvider time)
{
    private const byte Format = 1;
    private const int HeaderSize = 1, NonceSize = 12, TagSize = 16, ExpirySize = 8;

    /// <summary>Seals <paramref name="text"/> for <paramref name="purpose"/> until <paramref name="expires"/>.</summary>
    public string Close(string purpose, string text, DateTimeOffset expires)
    {
        var plain = new byte[ExpirySize + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt64BigEndian(plain, expires.ToUnixTimeSeconds());
        Encoding.UTF8.GetBytes(text, plain.AsSpan(ExpirySize));

        var token = new byte[HeaderSize + NonceSize + TagSize + plain.Length];
        token[0] = Format;
        var nonce = token.AsSpan(HeaderSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(KeyFor(purpose, keys[0]), TagSize);
        aes.Encrypt(nonce, plain, token.AsSpan(HeaderSize + NonceSize + TagSize), token.AsSpan(HeaderSize + NonceSize, TagSize), [Format]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Opens a token; never throws on a bad one.</summary>
    public Opened Open(string purpose, string? token)
    {
        if (token is null || token.Length > 4096 || !Base64Url.IsValid(token)) return Opened.Wrong;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < HeaderSize + NonceSize + TagSize + ExpirySize || bytes[0] != Format) return Opened.Wrong;

        var plain = new byte[bytes.Length - HeaderSize - NonceSize - TagSize];
        if (!keys.Any(key => Decrypt(KeyFor(purpose, key), bytes, plain))) return Opened.Wrong;

        var expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(plain));
        var text = Encoding.UTF8.GetString(plain.AsSpan(ExpirySize));
        return new Opened(expires > time.GetUtcNow() ? SealState.Valid : SealState.Expired, text);
    }

    private static bool Decrypt(byte[] key, byte[] token, byte[] plain)
    {
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(token.AsSpan(HeaderSize, NonceSize), token.AsSpan(HeaderSize + NonceSize + TagSize),
                token.AsSpan(HeaderSize + NonceSize, TagSize), plain, [Format]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static byte[] KeyFor(string purpose, ReadOnlyMemory<byte> key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), 32, info: Encoding.UTF8.GetBytes("intake:" + purpose));
}

/// <summary>What opening a token gave; <paramref name="Text"/> is empty unless it was genuine.</summary>
public readonly record struct Opened(SealState State, string Text)
{
    /// <summary>Not one of ours, or not for this purpose.</summary>
    public static readonly Opened Wrong = new(SealState.Wrong, "");
}

/// <summary>Validity of a token.</summary>
public enum SealState
{
    /// <summary>Not one of ours, changed, or made for another purpose.</summary>
    Wrong,

    /// <summary>Genuine but old.</summary>
    Expired,

    /// <summary>Genuine and in time.</summary>
    Valid,
}

/// <summary>Purposes of sealed tokens; one made for one purpose opens for no other.</summary>
public static class SealPurposes
{
    /// <summary>A receipt: person key and submission id.</summary>
    public const string Receipt = "receipt";

    /// <summary>The nonce and time of a form as it was served.</summary>
    public const string FormToken = "form";

    /// <summary>An account manager's answer: account, handoff, recipient.</summary>
    public const string Answer = "answer";

    /// <summary>A file that somebody asked for: content, request, person key.</summary>
    public const string Paper = "paper";

    /// <summary>Who reads what is freely available: a person key.</summary>
    public const string Visitor = "visitor";

    /// <summary>A colleague or partner who may refer people to us.</summary>
    public const string Referrer = "referrer";

    /// <summary>The confirmation of a consent: person, purpose, submission.</summary>
    public const string Confirm = "confirm";

    /// <summary>The end of mail or of more: person.</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>The page on which somebody tells another address of theirs: person.</summary>
    public const string OtherAddress = "other-address";

    /// <summary>The confirmation of another address: both persons' keys, the command that asked, the company's account.</summary>
    public const string ConfirmAddress = "confirm-address";

    /// <summary>The end of such questions to an address that nobody is known by: recipient.</summary>
    public const string RefuseAddress = "refuse-address";
}
