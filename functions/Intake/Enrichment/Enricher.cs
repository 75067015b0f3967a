using Intake.Accounts;
using Intake.Clients;
using Intake.Enrichment.Providers;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>Looks up what the enrichers need and runs them. A person who is known costs one read.</summary>
public sealed class Enricher(People people, Companies companies, CompanyFinder finder, ClientFinder clients, Keys keys, PlaybookInForce playbooks)
{
    /// <summary>Enriches a submission; of a person who is known no company is looked up, as their account has it. Where a client is named it may be theirs.</summary>
    public async Task<EnrichedSubmission> EnrichAsync(Submission submission, Lookups lookups, CancellationToken cancellationToken) =>
        await clients.FindAsync(await OfSenderAsync(submission, lookups, cancellationToken), cancellationToken);

    private async Task<EnrichedSubmission> OfSenderAsync(Submission submission, Lookups lookups, CancellationToken cancellationToken) =>
        await people.FindAsync(lookups.PersonId, cancellationToken) is { } known
            ? Enrichers.Enrich(submission, new LookedUp(known), keys, playbooks.Current.HomeCountry) with { WithoutCompany = true }
            : await WithCompanyAsync(submission, null, cancellationToken);

    /// <summary>Looks the company up after all, for a person who turns out to have no account yet.</summary>
    public Task<EnrichedSubmission> CompleteAsync(EnrichedSubmission enriched, CancellationToken cancellationToken) =>
        WithCompanyAsync(enriched.Submission, new KnownPerson(enriched.AccountId, enriched.PersonId), cancellationToken);

    private async Task<EnrichedSubmission> WithCompanyAsync(Submission submission, KnownPerson? known, CancellationToken cancellationToken)
    {
        var lookups = Lookups.Of(submission, keys);
        var claimed = lookups.Claim is { } name ? await companies.FindAsync(name, cancellationToken) : null;
        var company = lookups.Company is { } key ? await companies.FindAsync(key, cancellationToken) : null;
        var elsewhere = lookups.Company is not null && company is null ? await ElsewhereAsync(submission, known, cancellationToken) : null;
        var found = new LookedUp(known, company, claimed?.Company, elsewhere) { Similarity = claimed?.Similarity };
        var enriched = Enrichers.Enrich(submission, found, keys, playbooks.Current.HomeCountry);
        await LinkAsync(enriched, cancellationToken);
        return enriched;
    }

    // Nothing else leads from a company to these accounts when the book changes.
    private async Task LinkAsync(EnrichedSubmission enriched, CancellationToken cancellationToken)
    {
        var apart = enriched.Book is { DomainUse: DomainUses.Shared or DomainUses.ByHost } ? enriched.Book : enriched.Claimed;
        if (apart is not null) await companies.LinkAsync(apart.Id, enriched.AccountId, cancellationToken);
    }

    private Task<Findings?> ElsewhereAsync(Submission submission, KnownPerson? known, CancellationToken cancellationToken)
    {
        var traits = Enrichers.AddressOf(submission).TraitsOf();
        return finder.FindAsync(traits, known?.AccountId ?? keys.For(submission).CompanyAccount(traits.Domain), cancellationToken);
    }
}
