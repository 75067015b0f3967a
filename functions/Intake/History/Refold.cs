using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.History;

/// <summary>Counts an account's activities anew under another playbook: what sales did stays, and so do closed rounds, stages, handoffs and rests.
/// Scores and stages are left to whoever looks next.</summary>
public static class Refold
{
    /// <summary>The account as it is now with every open lead counted by another playbook. Under the playbook that counted it, nothing changes.</summary>
    /// <param name="state">The account as it is.</param>
    /// <param name="history">What happened in it.</param>
    /// <param name="before">The playbook by which it was counted and moved.</param>
    /// <param name="playbook">The playbook to count it by.</param>
    public static Refolded Of(AccountState state, AccountHistory history, Playbook before, Playbook playbook)
    {
        var (folded, persons) = new Refolding(state, history, before, playbook).Run();
        var next = state;
        foreach (var (_, lead) in state.Leads)
            if (!lead.Closed) next = next.With(Staged(Counted(lead, folded), before, playbook));
        foreach (var (key, lead) in folded.Leads)
            if (!lead.Closed && !next.Leads.ContainsKey(key)) next = next.With(lead);
        return new Refolded(next, persons.ToImmutableSortedDictionary(person => person.Key, person => person.Value.Counted, StringComparer.Ordinal));
    }

    /// <summary>Whether the history tells all that was counted: then counting it anew loses nothing. While a merge is under way it does not.</summary>
    public static bool IsWhole(AccountState state, AccountHistory history, Playbook before)
    {
        var again = Of(state, history, before, before).State;
        return again.Leads.Count == state.Leads.Count
            && state.Leads.All(lead => again.Leads.GetValueOrDefault(lead.Key) is { } same && ReferenceEquals(same.Persons, lead.Value.Persons));
    }

    /// <summary>The account with its counts as they are: where its history does not tell them, rules that both playbooks have go on counting.</summary>
    public static Refolded Kept(AccountState state, ImmutableSortedDictionary<string, Person> persons, Playbook before, Playbook playbook)
    {
        foreach (var (_, lead) in state.Leads)
            if (!lead.Closed) state = state.With(Staged(lead, before, playbook));
        return new Refolded(state, persons.ToImmutableSortedDictionary(person => person.Key, person => person.Value.Counted, StringComparer.Ordinal));
    }

    // Of a proposition that the playbook drops nothing counts any more.
    private static Lead Counted(Lead lead, AccountState folded) =>
        folded.Leads.GetValueOrDefault(AccountState.KeyOf(lead)) is { } counted
            ? Same(lead, counted) ? lead : lead with { Persons = counted.Persons, FirstAt = counted.FirstAt, NewestAt = counted.NewestAt, Newest = counted.Newest }
            : lead with { Persons = lead.Persons.Clear(), Newest = null };

    private static bool Same(Lead lead, Lead counted) =>
        (lead.FirstAt, lead.NewestAt, lead.Newest) == (counted.FirstAt, counted.NewestAt, counted.Newest)
        && lead.Persons.Count == counted.Persons.Count && lead.Persons.All(person => counted.Persons.GetValueOrDefault(person.Key) is { } other && Same(person.Value, other));

    private static bool Same(ActivityCounts one, ActivityCounts other) =>
        (one.FirstAt, one.NewestAt, one.Newest) == (other.FirstAt, other.NewestAt, other.Newest) && one.Buckets.Count == other.Buckets.Count
        && one.Buckets.All(bucket => other.Buckets.GetValueOrDefault(bucket.Key) is { } days && days.SequenceEqual(bucket.Value));

    private static Lead Staged(Lead lead, Playbook before, Playbook playbook) =>
        playbook.Stages.Stages.Any(stage => stage.Id == lead.Stage) ? lead
        : lead with { Stage = StageFor(before.Stages.Find(lead.Stage).Role, playbook.Stages) };

    // A playbook need not have every stage in which sales works: the one before stands for it.
    private static string StageFor(Role role, StageBook stages)
    {
        while (role is Role.Qualified or Role.Deal or Role.End && stages.Stages.All(stage => stage.Role != role)) role--;
        return stages.Of(role).Id;
    }
}

/// <summary>An account counted anew.</summary>
/// <param name="State">The account.</param>
/// <param name="Counted">What counts of each person's activities that are replaced and not added (<see cref="Person.Counted"/>), by person id: goes with the state, since later
/// submissions are taken in by it.</param>
public sealed record Refolded(AccountState State, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Counted>?> Counted);
