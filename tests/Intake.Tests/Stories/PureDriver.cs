using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Stages;
using Intake.Submissions;

namespace Intake.Tests.Stories;

/// <summary>Drives a story by the pure functions alone.</summary>
internal sealed class PureDriver(Story story) : IStoryDriver
{
    private readonly Playbook playbook = story.Rules;
    private readonly List<(string Proposition, string Gate)> made = [];
    private readonly List<string> updates = [];
    private readonly Dictionary<string, string> causes = [];
    private AccountState? state;
    private int submissions;

    public Task DoAsync(StoryStep step)
    {
        var submission = Enriched(step);
        Take(Assessor.Take(state ?? ActivityFold.Open(submission), submission, playbook, submission.Submission.ReceivedAt));
        return Task.CompletedTask;
    }

    public Task PassAsync(StoryPass pass)
    {
        Take(Assessor.Look(state!, playbook, pass.At));
        return Task.CompletedTask;
    }

    public Task AnswerAsync(StoryAnswer answer)
    {
        var handoff = state!.Handoffs.Values.Single(handoff => handoff.IsOpen && handoff.Proposition == answer.Proposition);
        var result = Answers.Apply(state, handoff.Id, new Answer(answer.Kind, answer.At, answer.By, answer.Reason, answer.Until), playbook, answer.At);
        Assert.Equal(AnswerOutcome.Applied, result.Outcome);
        state = result.State;
        return Task.CompletedTask;
    }

    public Task<StoryView> SeeAsync(string proposition, DateOnly day)
    {
        var lead = state!.Latest(proposition)!;
        return Task.FromResult(new StoryView(
            Scorer.Score(state.Account, lead, playbook, day), lead.Stage,
            [.. made.Where(one => one.Proposition == proposition).Select(one => one.Gate)],
            updates.Count(one => one == proposition), causes.GetValueOrDefault(proposition)));
    }

    private void Take(Assessment assessment)
    {
        state = assessment.State;
        foreach (var (key, decision) in assessment.Decisions)
        {
            var proposition = key[..key.LastIndexOf(':')];
            causes[proposition] = decision.Cause;
            if (decision.Handover is { } handover) made.Add((proposition, handover.Gate));
            if (decision.Update is not null) updates.Add(proposition);
        }
    }

    private EnrichedSubmission Enriched(StoryStep step)
    {
        var person = story.Persons[step.Person];
        var host = person.Email[(person.Email.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return new EnrichedSubmission
        {
            Submission = new Submission
            {
                Id = (++submissions).ToString("x32", CultureInfo.InvariantCulture),
                Source = "story", Content = step.Content, Activity = step.Activity, OccurredAt = step.At, ReceivedAt = step.At,
                Contact = new Contact { Email = person.Email }, Fingerprint = "", Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")], Proposition = step.Proposition, Subject = step.Subject,
                TimeframeMonths = step.Timeframe, SpokeWith = step.SpokeWith, AttendedMinutes = step.Attended, DurationMinutes = step.Duration,
            },
            PersonId = step.Person,
            AccountId = "account",
            Email = new EmailTraits(host, host, person.Freemail, Disposable: false, Role: false, person.Student),
            PersonFacts = person.Facts.ToImmutableSortedDictionary(StringComparer.Ordinal),
            CompanyFacts = person.CompanyFacts.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Book = story.Company,
            Enrichers = [],
        };
    }
}
