using Intake.Accounts;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>Works out who a submission is from and for which company, and passes it on to scoring. A person who is known costs one read.</summary>
public sealed class EnrichHandler(People people, Companies companies, Quarantine quarantine, MessageQueue messages, Keys keys, Playbook playbook)
{
    /// <summary>Handles one submission.</summary>
    public async Task HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var lookups = Lookups.Of(submission, keys);
        if (submission.Quarantine is { } reason)
        {
            await quarantine.PutAsync(lookups.PersonId, submission, reason, cancellationToken);
            return;
        }

        var enriched = Enrichers.Enrich(submission, await LookUpAsync(lookups, cancellationToken), keys, playbook.HomeCountry);
        await messages.PutAsync(
            QueueNames.Enriched, "enriched", submission.Id, [enriched], IntakeJson.Default.EnvelopeEnrichedSubmission, cancellationToken);
    }

    private async Task<LookedUp> LookUpAsync(Lookups lookups, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(lookups.PersonId, cancellationToken) is { } known) return new LookedUp(known);
        return new LookedUp(null, await FindAsync(lookups.Company, cancellationToken), await FindAsync(lookups.Claim, cancellationToken));
    }

    private async Task<Company?> FindAsync(CompanyKey? key, CancellationToken cancellationToken) =>
        key is null ? null : await companies.FindAsync(key, cancellationToken);
}
