using System.Collections.Immutable;
using Intake.Agenda;
using Intake.Departures;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Stages;

namespace Intake.Accounts;

/// <summary>Finds what a decision changed, so that only that is written.</summary>
internal static class StateChanges
{
    /// <summary>The commit that takes an account from what it was to what it was assessed to be.</summary>
    public static AccountCommit Between(AccountState? before, Assessment assessment, string by, Playbook playbook, DateTimeOffset now) =>
        Between(before, assessment.State, key => assessment.Decisions.GetValueOrDefault(key)?.Cause ?? "opened", by, playbook, now);

    /// <summary>The commit that takes an account to what an answer made of it.</summary>
    public static AccountCommit Between(AccountState before, Answered answered, string by, Playbook playbook, DateTimeOffset now) =>
        Between(before, answered.State, _ => answered.Change?.Cause ?? "answered", by, playbook, now);

    /// <summary>The commit that takes an account to what an order made of it.</summary>
    public static AccountCommit Between(AccountState before, AccountState after, string cause, string by, Playbook playbook, DateTimeOffset now) =>
        Between(before, after, _ => cause, by, playbook, now);

    private static AccountCommit Between(
        AccountState? before, AccountState after, Func<string, string> causeOf, string by, Playbook playbook, DateTimeOffset now)
    {
        after = LookAhead.Note(after, playbook, now);
        var closed = after.Handoffs.Values.Where(handoff => !handoff.IsOpen).ToImmutableArray();
        return new AccountCommit
        {
            State = after with { Handoffs = after.Handoffs.RemoveRange(closed.Select(handoff => handoff.Id)) },
            ChangedLeads = [.. after.Leads.Where(lead => IsChanged(before?.Leads.GetValueOrDefault(lead.Key), lead.Value)).Select(lead => lead.Key)],
            RemovedLeads = [.. before?.Leads.Keys.Except(after.Leads.Keys, StringComparer.Ordinal) ?? []],
            ChangedHandoffs = [.. after.Handoffs.Where(each => each.Value.IsOpen && each.Value != Before(before, each.Key)).Select(each => each.Key)],
            ClosedHandoffs = closed,
            Held = [.. HeldIn(after).Where(held => !HeldIn(before).Contains(held) || before!.Leads[held.Lead].Held != after.Leads[held.Lead].Held).Select(held => held.Lead)],
            Decided = [.. HeldIn(before).Except(HeldIn(after))],
            Facts = [.. Departure.Between(before?.Account, after.Account, by)],
            Moves = [.. Moves(before, after, causeOf, by, playbook, now)],
            Schedule =
            [
                .. after.Handoffs.Values.SelectMany(handoff => Schedule(Before(before, handoff.Id), handoff, after.Account.Id, now)),
                .. after.Handoffs.Values.SelectMany(handoff => FollowUp.Of(before, Before(before, handoff.Id), after, handoff, playbook, now)),
                .. after.Leads.Where(lead => HasNews(before?.Leads.GetValueOrDefault(lead.Key), lead.Value)).Select(lead => new AgendaEntry(now, AgendaKinds.Update, after.Account.Id, lead.Key)),
                .. LookAhead.Entries(before, after),
            ],
        };
    }

    // A score computed again is a new object; what counts is whether it says anything new.
    private static bool IsChanged(Lead? before, Lead after) =>
        before is null
        || !ReferenceEquals(before.Persons, after.Persons)
        || before.Stage != after.Stage
        || (before.Score?.Total, before.Score?.Playbook) != (after.Score?.Total, after.Score?.Playbook)
        || before with { Persons = after.Persons, Score = after.Score } != after;

    private static IEnumerable<StageMove> Moves(
        AccountState? before, AccountState after, Func<string, string> causeOf, string by, Playbook playbook, DateTimeOffset now)
    {
        foreach (var (key, lead) in after.Leads)
        {
            var from = before?.Leads.GetValueOrDefault(key)?.Stage;
            if (from == lead.Stage) continue;
            yield return new StageMove(key, from, lead.Stage, now, causeOf(key), by, lead.Score?.Total ?? 0, playbook.Version);
        }
    }

    private static IEnumerable<AgendaEntry> Schedule(Handoff? before, Handoff after, string account, DateTimeOffset now)
    {
        var isNew = after.State == HandoffState.Due && (before is null || after.Asked != before.Asked || after.Assignment != before.Assignment);
        if (isNew) yield return new AgendaEntry(now, AgendaKinds.Handoff, account, after.Id);

        var hasNews = after is { IsOpen: true, State: not HandoffState.Due, PendingUpdate: not null } && after.PendingUpdate != before?.PendingUpdate;
        if (hasNews) yield return new AgendaEntry(now, AgendaKinds.Update, account, after.Id);
    }

    private static bool HasNews(Lead? before, Lead after) => after is { Closed: false, News: not null } && after.News != before?.News;

    // By the version that counts the account: another one decides anew of whatever is held.
    private static IEnumerable<HeldLead> HeldIn(AccountState? state) =>
        state?.Account.CountedBy is not { } version ? [] : state.Leads.Where(lead => lead.Value is { Closed: false, Held: not null }).Select(lead => new HeldLead(version, lead.Key));

    private static Handoff? Before(AccountState? before, string id) => before?.Handoffs.GetValueOrDefault(id);
}
