using System.Collections.Immutable;
using Intake.Agenda;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Stages;
using Intake.Submissions;

namespace Intake.Accounts;

/// <summary>Decides what one submission changes in its account. Pure: everything it needs are its arguments.</summary>
public static class SubmissionDecision
{
    /// <summary>The commit of a submission.</summary>
    /// <param name="before">The account; null when it does not exist.</param>
    /// <param name="person">The person; null for somebody new.</param>
    /// <param name="submission">The submission.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static AccountCommit Decide(AccountState? before, Person? person, EnrichedSubmission submission, Playbook playbook, DateTimeOffset now)
    {
        var opened = before ?? Opened(submission, playbook);
        if (Forwarding.MailboxFor(submission.Submission, playbook) is not null)
            return Forwarded(opened, PersonFold.Apply(person, submission, playbook), submission, playbook, now);
        if (Counting.Refused(opened.Account, submission, playbook) is { } refused) return Uncounted(opened, person, submission, refused, playbook, now);

        var fold = KeyedFold.Apply(opened, CountedOf(person, submission), submission, playbook);
        var after = PersonFold.Apply(person, submission, playbook, fold.Counted);
        var assessment = Assessor.Take(opened, fold, playbook, now, Reachability.By(playbook.Contacts));
        var commit = StateChanges.Between(before, assessment, submission.Submission.Id, playbook, now);
        return commit with
        {
            Schedule = commit.Schedule.AddRange(FollowUps.Of(submission.Submission, opened.Account.Id, playbook, now)),
            Person = after,
            Submissions = Records(submission, fold.IsOlder ? Outcome.Duplicate : Outcome.Scored, now, Counting.BasisOf(submission.Submission, playbook),
                Counting.Idle(fold.State.Account, submission.PersonId)),
            Facts = commit.Facts.AddRange(FactChanges.Between(person?.Facts, after.Facts, after.Id))
                .AddRange(FactChanges.Between(before?.Account.Stated, assessment.State.Account.Stated)),
        };
    }

    /// <summary>The commit of a submission that was taken in before, by another playbook perhaps. What was refused for want of consent stays refused.</summary>
    internal static AccountCommit Again(AccountState? before, Person? person, EnrichedSubmission submission, string? refused, Playbook playbook, DateTimeOffset now) =>
        refused == Counting.NoConsent
            ? Uncounted(before ?? Opened(submission, playbook), person, submission, refused, playbook, now)
            : Decide(before, person, submission, playbook, now);

    private static AccountState Opened(EnrichedSubmission submission, Playbook playbook)
    {
        var opened = ActivityFold.Open(submission);
        return opened with { Account = opened.Account with { CountedBy = playbook.Version } };
    }

    private static Counted? CountedOf(Person? person, EnrichedSubmission submission) =>
        submission.Submission.ActivityKey is { } key ? person?.Counted?.GetValueOrDefault(key) : null;

    // What is said about permission is taken in all the same; nothing else is learned.
    private static AccountCommit Uncounted(
        AccountState opened, Person? person, EnrichedSubmission enriched, string refused, Playbook playbook, DateTimeOffset now)
    {
        var bare = enriched with
        {
            Submission = Counting.Bare(enriched, person is not null, playbook),
            PersonFacts = enriched.PersonFacts.Clear(), CompanyFacts = enriched.CompanyFacts.Clear(), Claimed = null, ClaimedSimilarity = null,
        };
        return new AccountCommit
        {
            State = opened with { Account = AccountFold.WithPermission(opened.Account, enriched, playbook) },
            Person = person is null ? null : ConsentFold.Apply(person, enriched.Submission, playbook),
            Submissions = Records(bare, Outcome.Scored, now, refused: refused),
        };
    }

    private static AccountCommit Forwarded(AccountState opened, Person after, EnrichedSubmission submission, Playbook playbook, DateTimeOffset now) => new()
    {
        State = opened,
        Person = after,
        Submissions = Records(submission, Outcome.Forwarded, now),
        Schedule = [.. FollowUps.Of(submission.Submission, opened.Account.Id, playbook, now)],
    };

    private static ImmutableArray<KeyValuePair<string, SubmissionRecord>> Records(
        EnrichedSubmission enriched, Outcome outcome, DateTimeOffset now, string? basis = null, string? refused = null)
    {
        var submission = enriched.Submission;
        var record = new SubmissionRecord(submission, outcome, enriched.PersonId, now) { Basis = basis, Refused = refused, Learned = Learned.Of(enriched) };
        return submission.NextWindowId is { } next
            ? [new(submission.Id, record), new(next, record with { Submission = null, Learned = null, Outcome = Outcome.Duplicate, Of = submission.Id })]
            : [new(submission.Id, record)];
    }
}
