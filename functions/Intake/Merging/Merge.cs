using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.Merging;

/// <summary>A merge with all that it takes along: the journal by which a run that died is finished, and by which it is undone.
/// The row <c>z:merge:{id}</c> of the account that is left, never changed.</summary>
public sealed record Merge
{
    /// <summary>32 hex digits: the same for the same merge ordered twice.</summary>
    public required string Id { get; init; }

    /// <summary>The account that is left.</summary>
    public required string Source { get; init; }

    /// <summary>The account that they come to.</summary>
    public required string Target { get; init; }

    /// <summary>When it was ordered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>On what it rests: one of <see cref="MergeEvidence"/>.</summary>
    public required string Evidence { get; init; }

    /// <summary>Whether all of the account goes, with whoever comes to it later.</summary>
    public bool Whole { get; init; }

    /// <summary>The person that moves; null where all go.</summary>
    public string? Person { get; init; }

    /// <summary>Of whom <see cref="Person"/> becomes another address; null where they stay a person of their own.</summary>
    public string? AliasOf { get; init; }

    /// <summary>Id of the merge that this one undoes.</summary>
    public string? Undoes { get; init; }

    /// <summary>Ids of the merges by which the account that they go back to has gone to where it is now.</summary>
    public ImmutableArray<string> Through { get; init; } = [];

    /// <summary>The account in which the journal of that merge is.</summary>
    public string? UndoesIn { get; init; }

    /// <summary>The company that the target is opened with when there is no such account yet.</summary>
    public Company? Company { get; init; }

    /// <summary>What goes along.</summary>
    public required Parcel Parcel { get; init; }
}

/// <summary>How far a merge is: the row <c>z:progress:{id}</c> beside it.</summary>
/// <param name="Merge">Its id.</param>
/// <param name="State">How far.</param>
/// <param name="UndoneFrom">The account in which its undoing begins, once that is ordered: wherever they were by then.</param>
public sealed record MergeProgress(string Merge, MergeState State, string? UndoneFrom = null);

/// <summary>Steps of a merge.</summary>
public enum MergeState
{
    /// <summary>Taken out of the account that is left; whatever comes for them waits.</summary>
    Taken,

    /// <summary>There, and nothing is left behind but where they are.</summary>
    Done,

    /// <summary>Put back: another merge wanted the opposite at the same moment.</summary>
    Cancelled,

    /// <summary>Undone by another merge.</summary>
    Undone,
}

/// <summary>On what a merge rests: never on a name.</summary>
public static class MergeEvidence
{
    /// <summary>An operator says so.</summary>
    public const string Operator = "operator";

    /// <summary>The owner of both addresses opened a sealed link that was mailed to the other one.</summary>
    public const string ConfirmedAddress = "confirmed-address";

    /// <summary>The account book says that both domains are one company's.</summary>
    public const string AccountBook = "account-book";

    /// <summary>An operator confirmed the company that somebody says to work for.</summary>
    public const string ConfirmedClaim = "confirmed-claim";

    /// <summary>It takes an earlier merge back.</summary>
    public const string Undo = "undo";
}

/// <summary>A merge as it arrived: the row <c>z:merged:{id}</c>, inserted so that it arrives once.</summary>
/// <param name="Merge">Its id.</param>
/// <param name="Source">Where they came from.</param>
/// <param name="At">When.</param>
public sealed record Arrival(string Merge, string Source, DateTimeOffset At)
{
    /// <summary>The leads that became one with one of the account, before and after.</summary>
    public ImmutableArray<JoinedLead> Joined { get; init; } = [];

    /// <summary>Domains that the account got by it.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>What the account knew from none of its persons, where what came was newer.</summary>
    public ImmutableSortedDictionary<string, Fact> Replaced { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Facts.None;

    /// <summary>The account got its company of the account book by it.</summary>
    public bool BroughtBook { get; init; }

    /// <summary>The account got the company that it claims by it.</summary>
    public bool BroughtClaim { get; init; }

    /// <summary>The account was opened by it.</summary>
    public bool Opened { get; init; }
}

/// <summary>A lead that became one with another.</summary>
/// <param name="Before">Where it stood before, without persons and score.</param>
/// <param name="After">Where it stood right after.</param>
/// <param name="Handoff">Its open handoff before; null for none.</param>
public sealed record JoinedLead(Lead Before, Lead After, Handoff? Handoff);
