using Intake.Accounts;
using Intake.Clients;
using Intake.Enrichment.Providers;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>Looks up what the enrichers need and runs them. A person who is known costs one read.</summary>
public sealed class Enricher(People people, Companies companies, CompanyFinder finder, ClientFinder clients, Keys keys, Playbook playbook)
{
    /// <summary>Enriches a submission; of a person who is known no company is looked up, as their account has it. Where a client is named it may be theirs.</summary>
    public async Task<EnrichedSubmission> EnrichAsync(Submission submission, Lookups lookups, CancellationToken cancellationToken) =>
        await clients.FindAsync(await OfSenderAsync(submission, lookups, cancellationToken), cancellationToken);

    private async Task<EnrichedSubmission> OfSenderAsync(Submission submission, Lookups lookups, CancellationToken cancellationToken) =>
        await people.FindAsync(lookups.PersonId, cancellationToken) is { } known
            ? Enrichers.Enrich(submission, new LookedUp(known), keys, playbook.HomeCountry) with { WithoutCompany = true }
            : await WithCompanyAsync(submission, null, cancellationToken);

    /// <summary>Looks the company up after all, for a person who turns out to have no account yet.</summary>
    public Task<EnrichedSubmission> CompleteAsync(EnrichedSubmission enriched, CancellationToken cancellationToken) =>
        WithCompanyAsync(enriched.Submission, new KnownPerson(enriched.AccountId, enriched.PersonId), cancellationToken);

    private async Task<EnrichedSubmission> WithCompanyAsync(Submission submission, KnownPerson? known, CancellationToken cancellationToken)
    {
        var lookups = Lookups.Of(submission, keys);
        var found = new LookedUp(known, await FindAsync(lookups.Company, cancellationToken), await FindAsync(lookups.Claim, cancellationToken));
        if (lookups.Company is not null && found.Company is null)
            found = found with { Elsewhere = await ElsewhereAsync(submission, known, cancellationToken) };
        return Enrichers.Enrich(submission, found, keys, playbook.HomeCountry);
    }

    private Task<Findings?> ElsewhereAsync(Submission submission, KnownPerson? known, CancellationToken cancellationToken)
    {
        var traits = Enrichers.AddressOf(submission).TraitsOf();
        return finder.FindAsync(traits, known?.AccountId ?? keys.For(submission).CompanyAccount(traits.Domain), cancellationToken);
    }

    private async Task<Company?> FindAsync(CompanyKey? key, CancellationToken cancellationToken) =>
        key is null ? null : await companies.FindAsync(key, cancellationToken);
}
