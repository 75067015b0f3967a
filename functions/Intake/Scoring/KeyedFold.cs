using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>What a submission did to the account.</summary>
/// <param name="State">The account with it.</param>
/// <param name="Trigger">What it may hand a lead off for; null for none.</param>
/// <param name="Propositions">The propositions of the leads it counts for.</param>
/// <param name="Counted">What counts under its key from now on; null where it has no key.</param>
/// <param name="IsOlder">A newer one of the same activity counts already: only what it tells of the person was taken.</param>
public sealed record Folded(
    AccountState State, Trigger? Trigger, ImmutableArray<string> Propositions, Counted? Counted = null, bool IsOlder = false);

/// <summary>Takes a submission into an account of which, among those with its key, one counts: the newest. In whatever order they come,
/// the counts are those of the newest alone; what all of them told, and the leads they are about, stay.</summary>
public static class KeyedFold
{
    /// <summary>The account with a submission taken in.</summary>
    /// <param name="state">The account.</param>
    /// <param name="before">What counts of the same activity so far; null for nothing.</param>
    /// <param name="submission">The submission.</param>
    /// <param name="playbook">The playbook in force.</param>
    public static Folded Apply(AccountState state, Counted? before, EnrichedSubmission submission, Playbook playbook)
    {
        var trigger = ActivityFold.TriggerOf(submission, playbook);
        var all = Activities.Read(submission.Submission, playbook).Propositions;
        if (submission.Submission.ActivityKey is null) return Heard(new Folded(ActivityFold.Apply(state, submission, playbook), trigger, all), submission);
        var (spent, about) = (Spent(state, before), InForce(state, before));
        if (before?.IsBefore(submission.Submission) is false)
            return new Folded(ActivityFold.Apply(state, submission, playbook, about, counts: false), null, [], before, IsOlder: true);

        var taken = TakeOut(state, before, submission.PersonId);
        var next = Rename(ActivityFold.Apply(taken, submission, playbook, about, counts: true), before, trigger);
        var counts = CountsOf(next, submission, playbook, about);
        return Heard(
            new Folded(next, trigger, [.. all.Where(about)], new Counted(submission.Submission.Id, submission.Submission.ReceivedAt, [.. spent, .. counts])),
            submission);
    }

    // Nobody is told what somebody does who objected.
    private static Folded Heard(Folded folded, EnrichedSubmission submission) =>
        Counting.Idle(folded.State.Account, submission.PersonId) is null ? folded : folded with { Trigger = null };

    // What was counted in a round that is closed stays there, and must not count again in the next.
    private static ImmutableArray<CountedIn> Spent(AccountState state, Counted? before) =>
        before is null ? [] : [.. before.Counts.Where(count => count.Spent == true || state.Leads.GetValueOrDefault(count.Lead)?.Closed is true)];

    private static Func<string, bool> InForce(AccountState state, Counted? before)
    {
        var spent = Spent(state, before).Select(count => AccountState.PropositionOf(count.Lead)).ToHashSet(StringComparer.Ordinal);
        return proposition => !spent.Contains(proposition);
    }

    private static AccountState TakeOut(AccountState state, Counted? before, string person)
    {
        foreach (var count in before?.Counts ?? [])
        {
            if (count.Bucket is null || count.Spent == true || state.Leads.GetValueOrDefault(count.Lead) is not { Closed: false } lead) continue;
            var counts = lead.Persons.GetValueOrDefault(person, ActivityCounts.None).Add(count.Bucket, DateOnly.FromDayNumber(count.Day), -1);
            state = state.With(lead with { Persons = lead.Persons.SetItem(person, counts) });
        }
        return state;
    }

    // It is the same activity, told better: nothing is handed off for it twice, and sales is not told of it as if it were new.
    private static AccountState Rename(AccountState state, Counted? before, Trigger? trigger)
    {
        if (before is null || trigger is null) return state;
        Trigger? Named(Trigger? known) => known?.Submission == before.Submission ? trigger : known;
        foreach (var (_, lead) in state.Leads)
            if (!lead.Closed) state = state.With(Renamed(lead, Named));
        foreach (var (_, handoff) in state.Handoffs)
            state = state.With(handoff with { Trigger = Named(handoff.Trigger)!, PendingUpdate = Named(handoff.PendingUpdate), Telling = Renamed(handoff.Telling, Named) });
        return state;
    }

    private static Lead Renamed(Lead lead, Func<Trigger?, Trigger?> named) => lead with
    {
        Newest = named(lead.Newest),
        LastTrigger = named(lead.LastTrigger),
        Held = named(lead.Held),
        Quieted = named(lead.Quieted),
        News = named(lead.News),
        Telling = Renamed(lead.Telling, named),
        Persons = lead.Persons.SetItems(lead.Persons.Where(person => person.Value.Newest is not null)
            .Select(person => KeyValuePair.Create(person.Key, person.Value with { Newest = named(person.Value.Newest) }))),
    };

    private static Telling? Renamed(Telling? telling, Func<Trigger?, Trigger?> named) => telling is null ? null : telling with { News = named(telling.News)! };

    private static IEnumerable<CountedIn> CountsOf(AccountState state, EnrichedSubmission submission, Playbook playbook, Func<string, bool> about)
    {
        var activity = Activities.Read(submission.Submission, playbook);
        var day = DateOnly.FromDateTime(submission.Submission.OccurredAt.UtcDateTime).DayNumber;
        return activity.Propositions.Where(about).Select(proposition => new CountedIn(AccountState.KeyOf(state.Latest(proposition)!), activity.Bucket, day));
    }
}
