using System.Collections.Immutable;

namespace Intake.Submissions;

/// <summary>One thing received, parsed and identified: a form post, a whitepaper request, a webhook call, an imported row.
/// Immutable; <see cref="Fields"/> keeps what no property has a place for.</summary>
public sealed record Submission
{
    /// <summary>32 hex digits: the hash of source, key and canonical email (<see cref="SubmissionId"/>).</summary>
    public required string Id { get; init; }

    /// <summary>Where it came from: <c>form</c>, <c>whitepaper</c>, or a webhook provider's name such as <c>zoom</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Playbook id of the form, whitepaper or webinar; <c>-</c> where the content is not in the playbook.</summary>
    public required string Content { get; init; }

    /// <summary>What the person did, in the playbook's words, such as <c>whitepaper-requested</c>.</summary>
    public required string Activity { get; init; }

    /// <summary>When the person did it, never later than <see cref="ReceivedAt"/>. UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it reached us. UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who, as typed.</summary>
    public required Contact Contact { get; init; }

    /// <summary>Hash of everything the sender said: the same <see cref="Id"/> with another fingerprint is a conflict.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Where no key was sent, the id that the same fields would get in the next ten-minute window: inserted too, so that a repeat
    /// across the boundary is a duplicate as well.</summary>
    public string? NextWindowId { get; init; }

    /// <summary>Playbook id of the proposition the person named; null when the content's shares decide.</summary>
    public string? Proposition { get; init; }

    /// <summary>The subject chosen on a form that asks for one, such as <c>quote</c> or <c>invoice</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>Their own words.</summary>
    public string? Message { get; init; }

    /// <summary>Months within which they said they will decide or buy; null when not stated.</summary>
    public int? TimeframeMonths { get; init; }

    /// <summary>Id of the account manager who spoke to them.</summary>
    public string? SpokeWith { get; init; }

    /// <summary>The company on whose behalf they say to act; null for nearly all.</summary>
    public NamedClient? OnBehalfOf { get; init; }

    /// <summary>ISO 639-1 code of the language they used, when known.</summary>
    public string? Language { get; init; }

    /// <summary>Minutes present at a webinar.</summary>
    public int? AttendedMinutes { get; init; }

    /// <summary>Length of that webinar in minutes.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>Playbook id of the form that was posted, where <see cref="Content"/> is what the form is about;
    /// null for webhooks.</summary>
    public string? Form { get; init; }

    /// <summary>Key of a person who is known, for what came by a sealed link of ours: the address is looked up, and the contact's is empty.</summary>
    public string? PersonId { get; init; }

    /// <summary>Of the submissions of a person with the same key one counts, the newest: such as the minutes at a webinar,
    /// which are replaced and not added. Null for nearly all, which each count.</summary>
    public string? ActivityKey { get; init; }

    /// <summary>The webinar that they registered for or cancelled; null for anything else.</summary>
    public WebinarRegistration? Webinar { get; init; }

    /// <summary>Consents asked with it; null for none.</summary>
    public ImmutableArray<Consent>? Consents { get; init; }

    /// <summary>How they came to us; null when nothing is known.</summary>
    public Touch? Touch { get; init; }

    /// <summary>IP address of the sender, as far as trusted proxies tell it: for limits, and as proof of a consent.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>Address of the tester whose try this is: it goes the whole way, mails the tester only and is in no count. Null for all others.</summary>
    public string? Tester { get; init; }

    /// <summary>Why a human must look before it counts, such as <c>old-timestamp</c>; null for nearly all.
    /// Enrich records them in the table Quarantine.</summary>
    public ImmutableArray<string>? Suspicions { get; init; }

    /// <summary>A human looked at it and let it go: no suspicion holds it any more.</summary>
    public bool? Released { get; init; }

    /// <summary>It was noticed, not said: it counts only for a person who consented to tracking. Null for nearly all.</summary>
    public bool? Tracked { get; init; }

    /// <summary>Everything else that was sent, by field name.</summary>
    public ImmutableSortedDictionary<string, string> Fields { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
