using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.Merging;

/// <summary>What goes from one account to another, submissions and profiles apart.</summary>
public sealed record Parcel
{
    /// <summary>The persons as their account had them.</summary>
    public ImmutableSortedDictionary<string, Member> Members { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, Member>(StringComparer.Ordinal);

    /// <summary>Persons that the account has no member of, because all that they did was refused.</summary>
    public ImmutableArray<string> Strangers { get; init; } = [];

    /// <summary>Everybody.</summary>
    public IEnumerable<string> Everybody() => Members.Keys.Concat(Strangers);

    /// <summary>Whose test they are; null for what is real. A test and what is real never become one.</summary>
    public string? Tester { get; init; }

    /// <summary>Their part of the open leads.</summary>
    public ImmutableArray<LeadShare> Leads { get; init; } = [];

    /// <summary>Open handoffs of the leads that go along whole.</summary>
    public ImmutableArray<Handoff> Handoffs { get; init; } = [];

    /// <summary>What they told about the company.</summary>
    public ImmutableSortedDictionary<string, Fact> Told { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Facts.None;

    /// <summary>The account itself without its persons, where all of it goes: for its domains and what sales told, and to restore it.</summary>
    public Account? Account { get; init; }
}

/// <summary>The part of a lead that some of its persons carry.</summary>
/// <param name="Lead">The lead with these persons only.</param>
/// <param name="Whole">Nobody else carries it, so that it goes along itself, with its stage and its handoff.</param>
public sealed record LeadShare(Lead Lead, bool Whole);
