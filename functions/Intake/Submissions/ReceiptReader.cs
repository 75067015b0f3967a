using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Storage;

namespace Intake.Submissions;

/// <summary>Tells what became of a submission, from the account, the quarantine or the dead letters.</summary>
public sealed class ReceiptReader(People people, AccountStore accounts, Quarantine quarantine, DeadLetterStore deadLetters)
{
    /// <summary>The outcome so far.</summary>
    public async Task<Outcome> ReadAsync(string personId, string submissionId, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(personId, cancellationToken) is { } identity
            && await accounts.SubmissionAsync(identity.AccountId, submissionId, cancellationToken) is { } record)
            return record.Outcome;

        if (await quarantine.HoldsAsync(personId, submissionId, cancellationToken)) return Outcome.Quarantined;
        foreach (var queue in (string[])[QueueNames.Submissions, QueueNames.Enriched])
        {
            if (await deadLetters.FindAsync(queue, submissionId, cancellationToken) is { State: DeadLetterState.Dead })
                return Outcome.DeadLettered;
        }
        return Outcome.Pending;
    }
}
