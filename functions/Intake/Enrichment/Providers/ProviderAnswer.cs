namespace Intake.Enrichment.Providers;

/// <summary>What a provider said of a company.</summary>
public abstract record ProviderAnswer
{
    /// <summary>It knows the company.</summary>
    public sealed record Found(ProviderFacts Facts) : ProviderAnswer;

    /// <summary>It does not.</summary>
    public sealed record NotFound : ProviderAnswer;

    /// <summary>It could not be asked.</summary>
    /// <param name="Fault">Why.</param>
    /// <param name="NotBefore">It is not to be asked again before this; null where nobody says.</param>
    public sealed record Failed(ProviderFault Fault, DateTimeOffset? NotBefore = null) : ProviderAnswer;
}

/// <summary>Why a provider could not be asked.</summary>
public enum ProviderFault
{
    /// <summary>It did not answer in time.</summary>
    Timeout,

    /// <summary>There was no connection, or it broke.</summary>
    Unreachable,

    /// <summary>Its name leads to an address that is not of the public internet.</summary>
    Refused,

    /// <summary>It sent us elsewhere; we do not go.</summary>
    Redirected,

    /// <summary>It does not accept the key, or the account is out of credit.</summary>
    Denied,

    /// <summary>We ask too often, it says.</summary>
    Throttled,

    /// <summary>An error of its own.</summary>
    Unavailable,

    /// <summary>A status that means nothing here.</summary>
    Unexpected,

    /// <summary>The answer is larger than 64 KiB.</summary>
    TooLarge,

    /// <summary>The answer is something else than JSON.</summary>
    NotJson,

    /// <summary>The answer calls itself JSON and is not, or is nested too deep.</summary>
    Unreadable,

    /// <summary>It failed so often that it is left alone for a while.</summary>
    Resting,

    /// <summary>The lookups of the day are used up.</summary>
    Budget,
}
