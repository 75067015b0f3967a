using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Links;

/// <summary>Seals a small text into a URL-safe token: encrypted, authenticated, bound to one purpose, with an expiry. AES-256-GCM under a key
/// derived by HKDF-SHA256 per purpose from <c>Links__Keys__0</c>; older keys still open (<c>Links__Keys__1</c>, ...). A token's first byte is its format, the next four tell its key.</summary>
public sealed class Seal(IReadOnlyList<ReadOnlyMemory<byte>> keys, TimeProvider time)
{
    private const byte Format = 2, WithoutKeyId = 1;
    private const int KeyIdSize = 4, NonceSize = 12, TagSize = 16, ExpirySize = 8, MostChars = 4096;

    private readonly ImmutableArray<SealKey> ring = [.. keys.Select(key => new SealKey(key))];

    /// <summary>Seals <paramref name="text"/> for <paramref name="purpose"/> until <paramref name="expires"/>.</summary>
    public string Close(string purpose, string text, DateTimeOffset expires)
    {
        var plain = new byte[ExpirySize + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt64BigEndian(plain, expires.ToUnixTimeSeconds());
        Encoding.UTF8.GetBytes(text, plain.AsSpan(ExpirySize));

        byte[] head = [Format, .. ring[0].Id];
        var token = new byte[head.Length + NonceSize + TagSize + plain.Length];
        head.CopyTo(token, 0);
        var nonce = token.AsSpan(head.Length, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(ring[0].For(purpose), TagSize);
        aes.Encrypt(nonce, plain, token.AsSpan(head.Length + NonceSize + TagSize), token.AsSpan(head.Length + NonceSize, TagSize), head);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Opens a token; never throws on a bad one.</summary>
    public Opened Open(string purpose, string? token)
    {
        if (token is null or { Length: 0 or > MostChars } || !Base64Url.IsValid(token)) return Opened.Wrong;
        var bytes = Base64Url.DecodeFromChars(token);
        var head = bytes is [WithoutKeyId, ..] ? 1 : 1 + KeyIdSize;
        if (bytes.Length < head + NonceSize + TagSize + ExpirySize || bytes[0] is not (Format or WithoutKeyId)) return Opened.Wrong;

        var made = head == 1 ? ring : [.. ring.Where(key => key.Id.AsSpan().SequenceEqual(bytes.AsSpan(1, KeyIdSize)))];
        if (made.IsEmpty) return Opened.OfAnotherKey;
        var plain = new byte[bytes.Length - head - NonceSize - TagSize];
        if (!made.Any(key => Decrypt(key.For(purpose), bytes, head, plain))) return Opened.Wrong;

        var expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(plain));
        var text = Encoding.UTF8.GetString(plain.AsSpan(ExpirySize));
        return new Opened(expires > time.GetUtcNow() ? SealState.Valid : SealState.Expired, text);
    }

    private static bool Decrypt(byte[] key, byte[] token, int head, byte[] plain)
    {
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(token.AsSpan(head, NonceSize), token.AsSpan(head + NonceSize + TagSize), token.AsSpan(head + NonceSize, TagSize), plain, token.AsSpan(0, head));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>A key with its id and what is derived from it.</summary>
    private sealed class SealKey(ReadOnlyMemory<byte> secret)
    {
        private readonly ConcurrentDictionary<string, byte[]> byPurpose = new(StringComparer.Ordinal);

        /// <summary>Tells which key it is, and nothing about it.</summary>
        public byte[] Id { get; } = Derive(secret, "intake-key-id", KeyIdSize);

        public byte[] For(string purpose) => byPurpose.GetOrAdd(purpose, name => Derive(secret, "intake:" + name, 32));

        private static byte[] Derive(ReadOnlyMemory<byte> secret, string info, int size) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.ToArray(), size, info: Encoding.UTF8.GetBytes(info));
    }
}

/// <summary>What opening a token gave; <paramref name="Text"/> is empty unless it was genuine.</summary>
public readonly record struct Opened(SealState State, string Text)
{
    /// <summary>Not one of ours, or not for this purpose.</summary>
    public static readonly Opened Wrong = new(SealState.Wrong, "");

    /// <summary>Looks like one of ours whose key is not in use any more; that cannot be told from one that is made up.</summary>
    public static readonly Opened OfAnotherKey = Wrong with { AnotherKey = true };

    /// <summary>Whether it names a key that is not in use.</summary>
    public bool AnotherKey { get; init; }
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

    /// <summary>An account manager's look at a person's contact card: account, handoff, recipient.</summary>
    public const string Card = "card";

    /// <summary>The same of the time to call.</summary>
    public const string Calendar = "calendar";

    /// <summary>An account manager's own hours and absences: who, and of which address.</summary>
    public const string Team = "team";

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
