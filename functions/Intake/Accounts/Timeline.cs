using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>Something that happened in an account. The row <c>z:timeline:{time}:{revision}-{number}</c>, with the time counted down: a page of it, the newest first, is one query.
/// It names things and holds no value that anybody typed.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">One of <see cref="TimelineKinds"/>.</param>
/// <param name="What">The activity, the stage entered, the state of the handoff, or the name of the fact.</param>
/// <param name="Of">The content, the lead, or the former stage; null where it is about no more than that.</param>
/// <param name="Person">Whose doing it was; null where it was nobody's.</param>
/// <param name="Reference">Id of the submission, the handoff, the command or the merge.</param>
/// <param name="Detail">Why, or with what outcome, in the playbook's words.</param>
public sealed record TimelineEntry(
    DateTimeOffset At, string Kind, string What, string? Of = null, string? Person = null, string? Reference = null, string? Detail = null);

/// <summary>Kinds of <see cref="TimelineEntry"/>.</summary>
public static class TimelineKinds
{
#pragma warning disable CS1591 // the names say it
    public const string Submission = "submission";
    public const string Stage = "stage";
    public const string Handoff = "handoff";
    public const string Fact = "fact";
    public const string Merge = "merge";
#pragma warning restore CS1591
}

/// <summary>A page of the timeline, the newest first.</summary>
/// <param name="Entries">What happened.</param>
/// <param name="Next">Row after which the next page begins; null on the last one.</param>
public sealed record TimelinePage(ImmutableArray<TimelineEntry> Entries, string? Next);

/// <summary>What a commit adds to the timeline.</summary>
internal static class Timeline
{
    public static IEnumerable<TimelineEntry> Of(AccountCommit commit, AccountState? before)
    {
        foreach (var (id, record) in commit.Submissions)
            if (record is { Submission: { } submission })
                yield return new TimelineEntry(submission.OccurredAt, TimelineKinds.Submission, submission.Activity, submission.Content, record.PersonId, id, record.Refused ?? record.Outcome.ToString().ToLowerInvariant());
        foreach (var move in commit.Moves)
            yield return new TimelineEntry(move.At, TimelineKinds.Stage, move.To, move.LeadKey, Reference: move.By, Detail: move.Cause);
        foreach (var handoff in commit.ChangedHandoffs.Select(id => commit.State.Handoffs[id]).Concat(commit.ClosedHandoffs))
            if (handoff.End is { } end)
                yield return new TimelineEntry(end.At, TimelineKinds.Handoff, "ended", AccountState.KeyOf(handoff.Proposition, handoff.Round), handoff.Trigger.Person, handoff.Id, end.Reason ?? end.Stage);
            else if (handoff.State != before?.Handoffs.GetValueOrDefault(handoff.Id)?.State)
                yield return new TimelineEntry(
                    handoff.Answer?.At ?? handoff.MailedAt ?? handoff.DecidedAt, TimelineKinds.Handoff, handoff.State.ToString().ToLowerInvariant(),
                    AccountState.KeyOf(handoff.Proposition, handoff.Round), handoff.Trigger.Person, handoff.Id, handoff.Answer?.Reason ?? handoff.Gate);
        foreach (var fact in commit.Facts)
            yield return new TimelineEntry(fact.At, TimelineKinds.Fact, fact.Name, Person: fact.Person, Reference: fact.By);
        if (commit.Merge is { } merge) yield return new TimelineEntry(merge.At, TimelineKinds.Merge, "went", merge.Target, merge.Person, merge.Id, merge.Evidence);
        if (commit.Arrival is { } arrival) yield return new TimelineEntry(arrival.At, TimelineKinds.Merge, "came", arrival.Source, Reference: arrival.Merge);
    }
}
