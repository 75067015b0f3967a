namespace Intake.Submissions.Sources;

/// <summary>A call as it came in, to be verified. Pure: nothing else decides whether it is genuine.</summary>
/// <param name="Secrets">The provider's secrets; several while one is being replaced.</param>
/// <param name="Method">HTTP method, in capitals.</param>
/// <param name="Url">The address as the provider knows it, without query: some sign it.</param>
/// <param name="PathSecret">Last part of the path, where the provider signs nothing and the address itself is the secret.</param>
/// <param name="Header">Value of a header, by name in any case; null when absent.</param>
/// <param name="Body">The bytes exactly as they were sent, for they are what is signed.</param>
/// <param name="Now">The time of arrival.</param>
public sealed record WebhookCall(
    IReadOnlyList<string> Secrets, string Method, Uri Url, string? PathSecret, Func<string, string?> Header, ReadOnlyMemory<byte> Body, DateTimeOffset Now);

/// <summary>What verifying a call gave.</summary>
/// <param name="State">State of the signature.</param>
/// <param name="Freshness">How old the signature is; fresh where the provider signs no time.</param>
/// <param name="Secret">The secret that fits; null when none does.</param>
public sealed record Verified(SignatureState State, Freshness Freshness = default, string? Secret = null);

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
