using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Finds what was recorded of a submission: in the sender's account, or in that of the client for whom they acted.</summary>
public sealed class RecordFinder(People people, AccountStore accounts)
{
    /// <summary>The record; null where there is none.</summary>
    /// <param name="personKey">Key of the sender.</param>
    /// <param name="submissionId">The submission.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<SubmissionRecord?> FindAsync(string personKey, string submissionId, CancellationToken cancellationToken) =>
        await InAccountOfAsync(personKey, submissionId, cancellationToken)
        ?? (await people.FindAsync(Keys.Acting(submissionId), cancellationToken) is { } acting
            ? await InAccountOfAsync(acting.PersonId, submissionId, cancellationToken) : null);

    private async Task<SubmissionRecord?> InAccountOfAsync(string person, string submissionId, CancellationToken cancellationToken) =>
        await people.FindAsync(person, cancellationToken) is { } known
            ? await accounts.SubmissionAsync(known.AccountId, submissionId, cancellationToken) : null;
}
