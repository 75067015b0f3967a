using Intake.Enrichment;
using Intake.History;
using Intake.Submissions;

namespace Intake.Accounts;

/// <summary>A submission as recorded in its account, with what became of it. The row <c>z:submission:{id}</c>.</summary>
/// <param name="Submission">As received; null in the row that only guards the next ten-minute window.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="PersonId">Who sent it.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Rule">The scoring rule it counted for, if any.</param>
/// <param name="Of">Id of the submission that this row guards, when it is not one itself.</param>
public sealed record SubmissionRecord(
    Submission? Submission, Outcome Outcome, string PersonId, DateTimeOffset RecordedAt, string? Rule = null, string? Of = null)
{
    /// <summary>On what its processing rests: <c>asked</c>, <c>consent</c> or <c>legitimate-interest</c>; null where it counts for nothing.</summary>
    public string? Basis { get; init; }

    /// <summary>Why it counts for nothing: <c>objected</c> or <c>no-consent</c>; null when it counts.</summary>
    public string? Refused { get; init; }

    /// <summary>What was known of it when it was taken in; null in rows that only guard, and in those written before this was kept.</summary>
    public Learned? Learned { get; init; }

    /// <summary>The account's revision of its commit; 0 in rows written before this was kept.</summary>
    public long Revision { get; init; }

    /// <summary>The submission as it was taken in; where what was learned was not kept, without it.</summary>
    /// <param name="account">The account that it is in.</param>
    internal EnrichedSubmission EnrichedIn(string account) =>
        (Learned ?? Learned.Nothing).With(Submission ?? throw new InvalidOperationException("The row only guards another one."), PersonId, account);
}

/// <summary>What becomes of a submission: exactly one of these, recorded.</summary>
public enum Outcome
{
    /// <summary>Not yet worked out.</summary>
    Pending,

    /// <summary>Counted for one or more leads.</summary>
    Scored,

    /// <summary>The same as an earlier one.</summary>
    Duplicate,

    /// <summary>The key of an earlier one with other content.</summary>
    Conflict,

    /// <summary>Not sales' business: sent on to the mailbox that the playbook names.</summary>
    Forwarded,

    /// <summary>Suspect: kept for a human to judge.</summary>
    Quarantined,

    /// <summary>The person was erased.</summary>
    Erased,

    /// <summary>Could not be processed; kept whole, replayable.</summary>
    DeadLettered,
}
