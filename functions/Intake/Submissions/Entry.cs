using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Intake.Submissions;

/// <summary>What a sender said, read and checked, before it has an id. Everything in it counts for the fingerprint.</summary>
public sealed record Entry
{
    /// <summary><c>form</c>, <c>whitepaper</c> or a webhook provider's name.</summary>
    public required string Source { get; init; }

    /// <summary>Playbook id of the form, whitepaper or webinar; <c>-</c> where the playbook does not have it.</summary>
    public required string Content { get; init; }

    /// <summary>Playbook id of the form that was posted.</summary>
    public string? Form { get; init; }

    /// <summary>What the person did, in the playbook's words.</summary>
    public required string Activity { get; init; }

    /// <summary>When, as the sender says; null when they do not: then it is when it reached us.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>Who, as typed.</summary>
    public required Contact Contact { get; init; }

    /// <summary>See <see cref="Submission.Proposition"/>.</summary>
    public string? Proposition { get; init; }

    /// <summary>See <see cref="Submission.Subject"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>See <see cref="Submission.Message"/>.</summary>
    public string? Message { get; init; }

    /// <summary>See <see cref="Submission.TimeframeMonths"/>.</summary>
    public int? TimeframeMonths { get; init; }

    /// <summary>See <see cref="Submission.SpokeWith"/>.</summary>
    public string? SpokeWith { get; init; }

    /// <summary>See <see cref="Submission.OnBehalfOf"/>.</summary>
    public NamedClient? OnBehalfOf { get; init; }

    /// <summary>See <see cref="Submission.Language"/>.</summary>
    public string? Language { get; init; }

    /// <summary>See <see cref="Submission.AttendedMinutes"/>.</summary>
    public int? AttendedMinutes { get; init; }

    /// <summary>See <see cref="Submission.DurationMinutes"/>.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>See <see cref="Submission.PersonId"/>.</summary>
    public string? PersonId { get; init; }

    /// <summary>See <see cref="Submission.ActivityKey"/>.</summary>
    public string? ActivityKey { get; init; }

    /// <summary>See <see cref="Submission.Webinar"/>.</summary>
    public WebinarRegistration? Webinar { get; init; }

    /// <summary>See <see cref="Submission.Consents"/>.</summary>
    public ImmutableArray<Consent>? Consents { get; init; }

    /// <summary>See <see cref="Submission.Touch"/>.</summary>
    public Touch? Touch { get; init; }

    /// <summary>See <see cref="Submission.Tracked"/>.</summary>
    public bool? Tracked { get; init; }

    /// <summary>See <see cref="Submission.Fields"/>.</summary>
    public ImmutableSortedDictionary<string, string> Fields { get; init; } = NoFields;

    private static readonly ImmutableSortedDictionary<string, string> NoFields =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>Writes an entry the same way every time, for its fingerprint.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Entry))]
internal sealed partial class EntryJson : JsonSerializerContext;
