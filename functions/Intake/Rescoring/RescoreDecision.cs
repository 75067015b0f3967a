using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Rescoring;

/// <summary>Decides what a playbook that came into force changes in an account. It hands nothing off: what it would is held for somebody to decide. Pure.</summary>
public static class RescoreDecision
{
    /// <summary>The commit that counts, scores and moves an account by another playbook.</summary>
    /// <param name="loaded">The account with its persons.</param>
    /// <param name="history">What happened in it.</param>
    /// <param name="before">The playbook by which it was counted.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static AccountCommit Decide(LoadedAccount loaded, AccountHistory history, Playbook before, Playbook playbook, DateTimeOffset now)
    {
        var refolded = Refold.IsWhole(loaded.State, history, before) ? Refold.Of(loaded.State, history, before, playbook) : Refold.Kept(loaded.State, loaded.Persons, before, playbook);
        var state = refolded.State with { Account = refolded.State.Account with { CountedBy = playbook.Version } };
        // What an earlier version held is decided anew.
        foreach (var (_, lead) in state.Leads)
            if (lead is { Closed: false, Held: not null }) state = state.With(lead with { Held = null });
        var (reachable, held) = (Reachability.By(playbook.Contacts), ImmutableArray.CreateBuilder<string>());
        // Once one is held another of the account may pass that was in hand beside it.
        for (var count = -1; count < held.Count;)
        {
            count = held.Count;
            foreach (var (key, decision) in Assessor.Look(state, playbook, now, reachable).Decisions)
            {
                if (decision.Handover is not { } handover) continue;
                state = state.With(state.Leads[key] with { Held = handover.Trigger });
                held.Add(key);
            }
        }
        var commit = StateChanges.Between(loaded.State, Assessor.Look(state, playbook, now, reachable), "playbook:" + playbook.Version, playbook, now);
        return commit with { Held = held.ToImmutable(), OtherPersons = [.. Recounted(loaded, refolded)] };
    }

    private static IEnumerable<Person> Recounted(LoadedAccount loaded, Refolded refolded) =>
        from person in loaded.Persons.Values
        let counted = refolded.Counted.GetValueOrDefault(person.Id)
        where person.Counted is not null || counted is not null
        where !Same(person.Counted, counted)
        select person with { Counted = counted };

    private static bool Same(ImmutableSortedDictionary<string, Counted>? one, ImmutableSortedDictionary<string, Counted>? other) =>
        one is not null && other is not null && one.Count == other.Count
        && one.All(each => other.GetValueOrDefault(each.Key) is { } counted && counted.Submission == each.Value.Submission && counted.Counts.SequenceEqual(each.Value.Counts));
}
