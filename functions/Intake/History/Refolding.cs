using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Stages;
using Intake.Submissions;

namespace Intake.History;

/// <summary>Folds the submissions of an account in the order of their commits, with the rounds that sales closed and the activities that sales refused.</summary>
internal sealed class Refolding(AccountState real, AccountHistory history, Playbook before, Playbook playbook)
{
    private readonly Dictionary<string, Person> persons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SubmissionRecord> records = history.Submissions.ToDictionary(record => record.Submission!.Id, StringComparer.Ordinal);
    private AccountState? state;

    /// <summary>The account with its counts alone, and the persons with what counts of replaced activities.</summary>
    public (AccountState State, Dictionary<string, Person> Persons) Run()
    {
        foreach (var step in history.Steps())
        {
            CloseBefore(step.At);
            if (step.Submission is { } record) Take(record);
            else if (step.Event is { Handoff: { } handoff, Kind: HistoryKind.Answer or HistoryKind.Move } said) Take(said, handoff);
            else if (step.Event?.Account is { } account && state is not null) state = state with { Account = Snapshots.Joined(state.Account, account) };
        }
        CloseBefore(DateTimeOffset.MaxValue);
        return (state ?? AccountState.Of(real.Account), persons);
    }

    private void Take(SubmissionRecord record)
    {
        var enriched = record.EnrichedIn(history.Account);
        var person = persons.GetValueOrDefault(record.PersonId);
        var opened = state ?? ActivityFold.Open(enriched);
        if (record.Refused == Counting.NoConsent || Counting.Refused(opened.Account, enriched, playbook) is not null)
        {
            state = opened with { Account = AccountFold.WithPermission(opened.Account, enriched, playbook) };
            return;
        }
        var forwarded = Forwarding.MailboxFor(enriched.Submission, playbook) is not null;
        var counted = enriched.Submission.ActivityKey is { } key ? person?.Counted?.GetValueOrDefault(key) : null;
        var fold = forwarded ? null : KeyedFold.Apply(opened, counted, enriched, playbook);
        state = fold?.State ?? opened;
        persons[record.PersonId] = PersonFold.Apply(person, enriched, playbook, fold?.Counted);
    }

    // The same activity as sales refused, under whichever rule counts it now.
    private void Take(HistoryEvent said, string id)
    {
        if (state is null || history.Handoffs.GetValueOrDefault(id) is not { } handoff) return;
        var key = AccountState.KeyOf(handoff.Proposition, handoff.Round);
        if (!state.Leads.TryGetValue(key, out var lead)) return;
        if (Removes(said.Answer is { Kind: AnswerKinds.Reject } answer ? answer.Reason : said.Move?.Reason) && TriggerOf(handoff) is { } trigger) state = state.With(lead = Refusals.Without(lead, trigger));
        if (real.Leads.GetValueOrDefault(key) is { Closed: true } closed && closed.StageSince == said.At) Close(lead);
    }

    private bool Removes(string? id) =>
        id is { } reason && before.Stages.Reasons.GetValueOrDefault(reason) is { RemovesActivity: true };

    private Trigger? TriggerOf(Handoff handoff) =>
        records.GetValueOrDefault(handoff.Trigger.Submission) is { } record ? ActivityFold.TriggerOf(record.EnrichedIn(history.Account), playbook) : null;

    // Rounds end as they did: what came after one belongs to the next.
    private void CloseBefore(DateTimeOffset at)
    {
        if (state is null) return;
        foreach (var (key, closed) in real.Leads)
            if (closed.Closed && closed.StageSince < at && state.Leads.GetValueOrDefault(key) is { Closed: false } lead) Close(lead);
    }

    private void Close(Lead lead) => state = state!.With(lead with { Closed = true });
}
