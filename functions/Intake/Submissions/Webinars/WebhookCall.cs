namespace Intake.Submissions.Webinars;

/// <summary>A provider's call as an adapter gets it. Pure: nothing else decides what it becomes.</summary>
/// <param name="Secrets">The provider's secrets; several while one is being replaced.</param>
/// <param name="Header">Value of a header, by name in any case; null when absent.</param>
/// <param name="Body">The bytes exactly as they were sent, for they are what is signed.</param>
/// <param name="Now">The time of arrival.</param>
public sealed record WebhookCall(
    IReadOnlyList<string> Secrets, Func<string, string?> Header, ReadOnlyMemory<byte> Body, DateTimeOffset Now);

/// <summary>What an adapter made of a call.</summary>
public abstract record WebhookResult
{
    private WebhookResult()
    {
    }

    /// <summary>Somebody did something.</summary>
    /// <param name="Entry">What.</param>
    /// <param name="MessageId">The provider's id of this message, the same on every retry.</param>
    /// <param name="Freshness">How old the signature is.</param>
    public sealed record Received(Entry Entry, string MessageId, Freshness Freshness) : WebhookResult;

    /// <summary>The provider asks whether we know the secret.</summary>
    /// <param name="PlainToken">What it sent.</param>
    /// <param name="EncryptedToken">The proof.</param>
    public sealed record Challenge(string PlainToken, string EncryptedToken) : WebhookResult;

    /// <summary>A genuine event that we have no use for.</summary>
    public sealed record Ignored : WebhookResult;

    /// <summary>Not taken.</summary>
    /// <param name="Rejection">Why.</param>
    /// <param name="Signature">State of the signature, for the log.</param>
    public sealed record Refused(Rejection Rejection, SignatureState Signature) : WebhookResult;
}

/// <summary>How long ago a call was signed.</summary>
/// <param name="Age">Seconds; negative when the sender's clock runs ahead.</param>
public readonly record struct Freshness(long Age)
{
    private const long FiveMinutes = 300, OneDay = 86_400;

    /// <summary>More than five minutes: counted, because a provider that retries with its first timestamp does this and an attacker
    /// might.</summary>
    public bool IsLate => Math.Abs(Age) > FiveMinutes;

    /// <summary>More than a day: set apart for a human to judge.</summary>
    public bool IsOld => Math.Abs(Age) > OneDay;

    /// <summary>The age of a signature.</summary>
    public static Freshness Of(long signedAt, DateTimeOffset now) => new(now.ToUnixTimeSeconds() - signedAt);
}
