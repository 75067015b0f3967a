using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Storage;

namespace Intake.Submissions;

/// <summary>Tells what became of a submission, from the account, the quarantine or the dead letters.</summary>
public sealed class ReceiptReader(People people, AccountStore accounts, Quarantine quarantine, DeadLetterStore deadLetters)
{
    /// <summary>The outcome so far.</summary>
    public async Task<Outcome> ReadAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        var record = await people.FindAsync(receipt.PersonId, cancellationToken) is { } identity
            ? await accounts.SubmissionAsync(identity.AccountId, receipt.SubmissionId, cancellationToken) : null;
        if (record is not null && !SaysOther(record, receipt)) return record.Outcome;

        // Once it was let go it is on its way, and what the account says of it comes.
        if (await quarantine.StateAsync(receipt.SubmissionId, receipt.Fingerprint, cancellationToken)
            is QuarantineState.Waiting or QuarantineState.Discarded) return Outcome.Quarantined;
        if (record is not null) return Outcome.Conflict;
        foreach (var queue in QueueNames.All)
        {
            if (await deadLetters.FindAsync(queue, receipt.SubmissionId, cancellationToken) is { State: DeadLetterState.Dead }) return Outcome.DeadLettered;
        }
        return Outcome.Pending;
    }

    // The key was used before for something else: that one was counted, this one is kept beside it.
    private static bool SaysOther(SubmissionRecord record, Receipt receipt) =>
        record.Submission is { } submission && submission.Fingerprint != receipt.Fingerprint;
}
