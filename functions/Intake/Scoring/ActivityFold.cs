using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Takes a submission into an account: its facts into the registers, its activity into the counts of every lead it is about.
/// The order of arrival does not matter; that each submission comes once is the caller's, who inserts its id.</summary>
public static class ActivityFold
{
    /// <summary>The account of a first submission, still without it.</summary>
    public static AccountState Open(EnrichedSubmission submission)
    {
        var company = submission.Book is not null || submission.Acting is not null || !submission.Email.Freemail;
        return AccountState.Of(new Account
        {
            Id = submission.AccountId,
            IsCompany = company,
            Tester = submission.Submission.Tester,
            // An agent's address is not the client's.
            Domains = submission.Book?.Domains ?? submission.Acting?.Domains ?? (company ? [submission.Email.Domain] : []),
        });
    }

    /// <summary>The state with a submission taken in; stages and scores are left to whoever decides.</summary>
    public static AccountState Apply(AccountState state, EnrichedSubmission submission, Playbook playbook) =>
        Apply(state, submission, playbook, static _ => true, counts: true);

    /// <summary>The same for some of the propositions; and, without counting, for what is told only.</summary>
    internal static AccountState Apply(AccountState state, EnrichedSubmission submission, Playbook playbook, Func<string, bool> about, bool counts)
    {
        if (Counting.Refused(state.Account, submission, playbook) is not null)
            return state with { Account = AccountFold.WithPermission(state.Account, submission, playbook) };
        var activity = Activities.Read(submission.Submission, playbook);
        var account = AccountFold.Apply(state.Account, submission, activity, playbook) with { Tester = submission.Submission.Tester };
        var next = state with { Account = account };
        foreach (var proposition in activity.Propositions.Where(about))
            next = next.With(Count(LeadFor(next, proposition, submission, playbook), submission, activity, playbook, counts));
        return next;
    }

    /// <summary>What a submission may hand a lead off for; null when it gives no points, or was old when it was received.</summary>
    public static Trigger? TriggerOf(EnrichedSubmission enriched, Playbook playbook)
    {
        var (submission, activity) = (enriched.Submission, Activities.Read(enriched.Submission, playbook));
        var quiet = submission.ReceivedAt - submission.OccurredAt > TimeSpan.FromDays(playbook.Stages.Gates.QuietDays);
        return quiet || !activity.IsWorthPoints ? null
            : new Trigger(submission.Id, enriched.PersonId, submission.Activity, activity.Content, submission.OccurredAt, BucketKey.Join(activity.Rules))
            {
                AttendedMinutes = submission.AttendedMinutes,
                DurationMinutes = Activities.DurationOf(submission, playbook),
                TimeframeMonths = submission.TimeframeMonths,
            };
    }

    // A closed round is never changed: coming back opens the next one, which keeps the rest and the account manager.
    private static Lead LeadFor(AccountState state, string proposition, EnrichedSubmission submission, Playbook playbook)
    {
        var latest = state.Latest(proposition);
        if (latest is { Closed: false }) return latest;
        var at = submission.Submission.OccurredAt;
        var role = latest?.RestUntil is null ? Role.Entry : Role.Resting;
        return new Lead
        {
            Proposition = proposition,
            Round = (latest?.Round ?? 0) + 1,
            Stage = playbook.Stages.Of(role).Id,
            StageSince = at,
            FirstAt = at,
            NewestAt = at,
            RestFrom = latest?.RestFrom,
            RestUntil = latest?.RestUntil,
            RefusedReason = latest?.RefusedReason,
            LastAccountManager = latest?.LastAccountManager,
            LastHandoff = latest?.LastHandoff,
            LastTrigger = latest?.LastTrigger,
        };
    }

    private static Lead Count(Lead lead, EnrichedSubmission enriched, Activity activity, Playbook playbook, bool counted)
    {
        var at = enriched.Submission.OccurredAt;
        var trigger = counted ? TriggerOf(enriched, playbook) : null;
        var counts = lead.Persons.GetValueOrDefault(enriched.PersonId, ActivityCounts.None);
        if (counted && activity.Bucket is { } bucket)
            counts = counts.Add(bucket, DateOnly.FromDateTime(at.UtcDateTime), 1);
        return lead with
        {
            Persons = lead.Persons.SetItem(enriched.PersonId, counts.Seen(at, trigger)),
            FirstAt = at < lead.FirstAt ? at : lead.FirstAt,
            NewestAt = at > lead.NewestAt ? at : lead.NewestAt,
            Newest = trigger is not null && trigger.IsAfter(lead.Newest) ? trigger : lead.Newest,
        };
    }
}
