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
        if (await people.FindAsync(receipt.PersonId, cancellationToken) is { } identity
            && await accounts.SubmissionAsync(identity.AccountId, receipt.SubmissionId, cancellationToken) is { } record)
            return SaysOther(record, receipt) ? Outcome.Conflict : record.Outcome;

        if (await quarantine.HoldsAsync(receipt.PersonId, receipt.SubmissionId, cancellationToken)) return Outcome.Quarantined;
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
