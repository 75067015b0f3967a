using System.Collections.Immutable;

namespace Intake.Submissions.Sources;

/// <summary>A genuine call, kept whole: what a provider's adapter reads, at the door and, for what cannot become a submission at once, from
/// the queue <c>intake-calls</c>. A dead letter of it succeeds on replay once the mapping is mended.</summary>
public sealed record ProviderCall
{
    /// <summary>32 hex digits: the same for the same call made again.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The headers that the adapter reads, by name in lower case; never a signature or a secret.</summary>
    public ImmutableSortedDictionary<string, string>? Headers { get; init; }

    /// <summary>The bytes of the body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>When it reached us. UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why a human must look at what it says before that counts; null for nearly all.</summary>
    public string? Quarantine { get; init; }

    /// <summary>Value of a header; null when absent.</summary>
    public string? Header(string name) => Headers?.GetValueOrDefault(name);
}
