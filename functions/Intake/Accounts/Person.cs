using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A human. The row <c>person:{id}</c>.</summary>
public sealed record Person
{
    /// <summary>32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The profile: every fact with who told it when.</summary>
    public ImmutableSortedDictionary<string, Fact> Facts { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Accounts.Facts.None;

    /// <summary>What they told about the company, with when: the account keeps the newest of all its persons.</summary>
    public ImmutableSortedDictionary<string, Fact> Told { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Accounts.Facts.None;

    /// <summary>Where they went, when they were moved to another account: nothing else is kept of them here then.</summary>
    public Moved? Moved { get; init; }

    /// <summary>The address is a free mail or internet provider's one.</summary>
    public bool Freemail { get; init; }

    /// <summary>Their last words to us, for the mail.</summary>
    public Fact? Message { get; init; }

    /// <summary>What of the person counts under each <see cref="Submissions.Submission.ActivityKey"/>; null for most, who have none.</summary>
    public ImmutableSortedDictionary<string, Counted>? Counted { get; init => field = value?.WithComparers(StringComparer.Ordinal); }

    /// <summary>What the person stated about each purpose of <see cref="Submissions.ConsentPurposes"/>, with the proofs; null for nothing.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? Consents { get; init => field = value?.WithComparers(StringComparer.Ordinal); }

    /// <summary>When the person objected to marketing and profiling; null when they did not.</summary>
    public DateTimeOffset? Objected { get; init; }

    /// <summary>How they came to us first; null when nothing is known.</summary>
    public TouchPoint? FirstTouch { get; init; }

    /// <summary>How they came to us last.</summary>
    public TouchPoint? LastTouch { get; init; }

    /// <summary>The person asked about these propositions or in general (<c>-</c>): the basis on which a reply is allowed.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Asked { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);
}
