using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A human. The row <c>person:{id}</c>.</summary>
public sealed record Person
{
    /// <summary>32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The profile: every fact with who told it when.</summary>
    public ImmutableSortedDictionary<string, Fact> Facts { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Accounts.Facts.None;

    /// <summary>The address is a free mail or internet provider's one.</summary>
    public bool Freemail { get; init; }

    /// <summary>Their last words to us, for the mail.</summary>
    public Fact? Message { get; init; }

    /// <summary>What of the person counts under each <see cref="Submissions.Submission.ActivityKey"/>; null for most, who have none.</summary>
    public ImmutableSortedDictionary<string, Counted>? Counted { get; init => field = value?.WithComparers(StringComparer.Ordinal); }

    /// <summary>The person asked about these propositions or in general (<c>-</c>): the basis on which a reply is allowed.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Asked { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);
}
