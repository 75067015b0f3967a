using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.History;

/// <summary>Everything that happened in one account and that scoring reads, with what became of it.</summary>
public sealed record AccountHistory
{
    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }

    /// <summary>The submissions that are whole, in the order of their commits; those that only guard another are not among them.</summary>
    public ImmutableArray<SubmissionRecord> Submissions { get; init; } = [];

    /// <summary>What changed otherwise, in the order of the commits.</summary>
    public ImmutableArray<HistoryEvent> Events { get; init; } = [];

    /// <summary>The handoffs as they are now, open and closed, by id.</summary>
    public ImmutableSortedDictionary<string, Handoff> Handoffs { get; init; } = ImmutableSortedDictionary.Create<string, Handoff>(StringComparer.Ordinal);

    /// <summary>The moves as they happened, in order of time.</summary>
    public ImmutableArray<StageMove> Moves { get; init; } = [];

    /// <summary>How many submissions are gone since their persons were erased.</summary>
    public int Erased { get; init; }

    /// <summary>It is a tester's: in no list and no count.</summary>
    public bool IsTester { get; init; }

    /// <summary>A merge brought or took something, or rows are from before all was kept: a replay comes near and is not exact.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>Submissions and events as they were committed. Where merges brought rows that another account counted, by time.</summary>
    public IEnumerable<HistoryStep> Steps()
    {
        var steps = Submissions.Select(record => new HistoryStep(record.RecordedAt, record.Revision, record, null))
            .Concat(Events.Select(change => new HistoryStep(change.At, change.Revision, null, change)));
        return IsApproximate
            ? steps.OrderBy(step => step.At).ThenBy(step => step.Revision)
            : steps.OrderBy(step => step.Revision);
    }
}

/// <summary>One commit of the past: of a submission or of something else.</summary>
/// <param name="At">The time with which it was decided.</param>
/// <param name="Revision">The account's revision.</param>
/// <param name="Submission">The submission; null for an event.</param>
/// <param name="Event">The event; null for a submission.</param>
public readonly record struct HistoryStep(DateTimeOffset At, long Revision, SubmissionRecord? Submission, HistoryEvent? Event);
