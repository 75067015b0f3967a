using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Storage;
using Intake.Submissions.Sources;

namespace Intake.Submissions;

/// <summary>Tells what became of a submission, from the account, the quarantine or the dead letters.</summary>
public sealed class ReceiptReader(
    RecordFinder records, Quarantine quarantine, DeadLetterStore deadLetters, CallOutcomes calls)
{
    /// <summary>The outcome so far.</summary>
    public async Task<Outcome> ReadAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        if (receipt.PersonId == Receipt.OfCall) return await ReadCallAsync(receipt.SubmissionId, cancellationToken);
        var record = await records.FindAsync(receipt.PersonId, receipt.SubmissionId, cancellationToken);
        if (record is not null && !SaysOther(record, receipt)) return record.Outcome;

        // Once it was let go it is on its way, and what the account says of it comes.
        if (await quarantine.StateAsync(receipt.SubmissionId, receipt.Fingerprint, cancellationToken)
            is QuarantineState.Waiting or QuarantineState.Discarded) return Outcome.Quarantined;
        if (record is not null) return Outcome.Conflict;
        foreach (var queue in (string[])[QueueNames.Submissions, QueueNames.Enriched])
        {
            if (await deadLetters.FindAsync(queue, receipt.SubmissionId, cancellationToken) is { State: DeadLetterState.Dead }) return Outcome.DeadLettered;
        }
        return Outcome.Pending;
    }

    // A call tells what its submissions do: dead as long as a part of it is, and nothing final before all of them are.
    private async Task<Outcome> ReadCallAsync(string callId, CancellationToken cancellationToken)
    {
        if (await deadLetters.FindAsync(QueueNames.Calls, callId, cancellationToken) is { State: DeadLetterState.Dead }) return Outcome.DeadLettered;
        List<Outcome> outcomes = [];
        foreach (var each in await calls.FindAsync(callId, cancellationToken)) outcomes.Add(await ReadAsync(each, cancellationToken));
        if (outcomes.Count == 0 || outcomes.Contains(Outcome.Pending)) return Outcome.Pending;
        if (outcomes.Contains(Outcome.DeadLettered)) return Outcome.DeadLettered;
        return outcomes.Distinct().Count() == 1 ? outcomes[0] : Outcome.Scored;
    }

    // The key was used before for something else: that one was counted, this one is kept beside it.
    private static bool SaysOther(SubmissionRecord record, Receipt receipt) =>
        record.Submission is { } submission && submission.Fingerprint != receipt.Fingerprint;
}
