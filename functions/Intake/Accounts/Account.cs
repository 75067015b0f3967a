using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>What we sell to: a company or, where none is known, the individual. The row <c>account</c>; its ETag is the lock.</summary>
public sealed record Account
{
    /// <summary>32 hex digits: the partition.</summary>
    public required string Id { get; init; }

    /// <summary>Whether a company is known.</summary>
    public required bool IsCompany { get; init; }

    /// <summary>Registrable domains; empty for an individual.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>What its persons told about the company, newest first in time.</summary>
    public ImmutableSortedDictionary<string, Fact> Stated { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Facts.None;

    /// <summary>What the account book says; it beats what was stated.</summary>
    public Company? Book { get; init; }

    /// <summary>Which submission brought <see cref="Book"/>: the newest wins.</summary>
    public Origin? BookFrom { get; init; }

    /// <summary>Which submission brought <see cref="Claimed"/>: the newest wins.</summary>
    public Origin? ClaimedFrom { get; init; }

    /// <summary>Whether the persons' addresses are free mail or an internet provider's.</summary>
    public bool Freemail { get; init; }

    /// <summary>Address of the tester whose account this is: all its mail goes there, and it is in no list and no count. Null for all others.</summary>
    public string? Tester { get; init; }

    /// <summary>Version of the playbook by which what its persons did is counted; null where that was not kept.</summary>
    public string? CountedBy { get; init; }

    /// <summary>By account manager the day, theirs, of their last mail about this account: the same day brings no update. Null for none.</summary>
    public ImmutableSortedDictionary<string, DateOnly>? MailDays { get; init => field = value?.WithComparers(StringComparer.Ordinal); }

    /// <summary>Counts commits.</summary>
    public long Revision { get; init; }

    /// <summary>Where all of it went, when it was merged into another account; null while it stands by itself.</summary>
    public Moved? Moved { get; init; }

    /// <summary>Persons who are on their way to another account; null for nearly all.</summary>
    public ImmutableArray<Leaving>? Leaving { get; init; }

    /// <summary>Of an individual: the company of the account book that the person says to work for. Not confirmed: for routing only.</summary>
    public Company? Claimed { get; init; }

    /// <summary>Ids of companies that an operator knows not to be theirs, whatever they say; null for none.</summary>
    public ImmutableArray<string>? NotTheirs { get; init; }

    /// <summary>The names of these companies, normalised, as the book has them and as they were said: none is shown as claimed again. Null for none.</summary>
    public ImmutableArray<string>? NotTheirNames { get; init; }

    /// <summary>How alike the name that the person gave and that of <see cref="Claimed"/> are, in hundredths.</summary>
    public int? ClaimedSimilarity { get; init; }

    /// <summary>Latest activity per person of any lead, for the breadth of the buying group.</summary>
    public ImmutableSortedDictionary<string, Member> Members { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, Member>(StringComparer.Ordinal);

    /// <summary>The same after a mail to an account manager on a day of theirs; what is long past goes.</summary>
    public Account MailedOn(string accountManager, DateOnly day) => this with
    {
        MailDays = (MailDays ?? ImmutableSortedDictionary.Create<string, DateOnly>(StringComparer.Ordinal))
            .RemoveRange(MailDays?.Where(each => each.Value < day.AddDays(-2)).Select(each => each.Key) ?? [])
            .SetItem(accountManager, day),
    };
}

/// <summary>The submission that told something, and when.</summary>
public sealed record Origin(DateTimeOffset At, string By)
{
    /// <summary>Whether this is newer than <paramref name="other"/>, or as new and greater by id.</summary>
    public bool Beats(Origin? other) =>
        other is null || At > other.At || (At == other.At && string.CompareOrdinal(By, other.By) > 0);
}

/// <summary>A person of the account, as far as scoring and routing need it without reading the person.</summary>
public sealed record Member
{
    /// <summary>The facts below with who told them when: order of arrival does not matter.</summary>
    public ImmutableSortedDictionary<string, Fact> Known { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Facts.None;

    /// <summary>Job function such as <c>facility</c>; null when unknown.</summary>
    public string? Function { get; init; }

    /// <summary>Seniority such as <c>director</c>; null when unknown.</summary>
    public string? Seniority { get; init; }

    /// <summary>Two-letter language code.</summary>
    public string? Language { get; init; }

    /// <summary>ISO 3166-1 alpha-2, where the person told it.</summary>
    public string? Country { get; init; }

    /// <summary>The person left the company: what they did still counts, for the need outlives the person. Judged by <see cref="Departures.Departure"/>.</summary>
    public bool Left { get; init; }

    /// <summary>When they last did something themselves that gives points: after somebody said that they left, it shows that they are there.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Of an agency or partner and acts for this account: a contact, and none of the company's own people.</summary>
    public bool Agent { get; init; }

    /// <summary>Sales says that the person is not of the buying group: what they did does not count.</summary>
    public bool Outside { get; init; }

    /// <summary>The person objected to marketing or profiling.</summary>
    public bool Objected { get; init; }

    /// <summary>What the person stated about each purpose, without the proofs; null for nothing.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? Consents { get; init => field = value?.WithComparers(StringComparer.Ordinal); }

    /// <summary>The address belongs to a student, is disposable, or is a role: each excludes or limits.</summary>
    public bool Student { get; init; }

    /// <summary>See <see cref="Student"/>.</summary>
    public bool Disposable { get; init; }

    /// <summary>The host of the address cannot receive mail, by the name servers.</summary>
    public bool Undeliverable { get; init; }

    /// <summary>Role address such as info@: no person of the buying group.</summary>
    public bool Role { get; init; }

    /// <summary>The person whose other address this is, in the same account; null for a person's only or first one.</summary>
    public string? AliasOf { get; init; }

    /// <summary>Ids of the merges by which they came into this account, oldest first; null for nearly all, who were here from the start.</summary>
    public ImmutableArray<string>? Came { get; init; }

    /// <summary>Newest activity.</summary>
    public DateTimeOffset NewestAt { get; init; }

    /// <summary>Latest time the person asked for something (demo, quote, question).</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Id of the account manager who spoke to them last.</summary>
    public string? SpokeWith { get; init; }
}
