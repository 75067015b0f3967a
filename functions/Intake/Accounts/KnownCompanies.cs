using Intake.Enrichment.Providers;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>What is known of an account's company, read at one time.</summary>
/// <param name="Book">The company as the account book has it; null when it has none.</param>
/// <param name="Claimed">The company that an individual says to work for; null when none is claimed.</param>
public sealed record KnownCompany(Company? Book, Company? Claimed)
{
    /// <summary>What a provider told of a company that the account book lacks; null for nothing.</summary>
    public ProviderLookup? Told { get; init; }
}

/// <summary>Reads all that is known of an account's company. The one place to add another source.</summary>
public sealed class KnownCompanies(Companies companies, CompanyLookups lookups, Keys keys)
{
    /// <summary>The accounts that a command is about: the one that it names and, where it names a company, all that its domains name, are its or claim to be.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync(RefreshAccountCommand command, CancellationToken cancellationToken)
    {
        if (command.Company is not { } id) return [command.Account];
        var company = await companies.FindAsync(CompanyKey.OfId(id), cancellationToken);
        var named = (company?.Domains ?? []).Select(keys.CompanyAccount);
        return [.. named.Prepend(command.Account).Concat(await companies.LinkedAsync(id, cancellationToken)).Distinct()];
    }

    /// <summary>Reads it.</summary>
    public async Task<KnownCompany> ReadAsync(Account account, CancellationToken cancellationToken)
    {
        var claimed = account.Claimed is { } claim ? await companies.FindAsync(CompanyKey.OfId(claim.Id), cancellationToken) : null;
        var known = new KnownCompany(await BookAsync(account, cancellationToken), claimed);
        return known.Book is null ? known with { Told = await ToldAsync(account, cancellationToken) } : known;
    }

    private async Task<ProviderLookup?> ToldAsync(Account account, CancellationToken cancellationToken)
    {
        foreach (var domain in account.Domains)
            if ((await lookups.OfDomainAsync(domain, cancellationToken)).Lookup?.Told is { } told) return told;
        return null;
    }

    // A domain that another company of the book has taken since moves newcomers only: the account stays with its company.
    private async Task<Company?> BookAsync(Account account, CancellationToken cancellationToken)
    {
        if (account.Book is { } book && await companies.FindAsync(CompanyKey.OfId(book.Id), cancellationToken) is { } same) return same;
        foreach (var domain in account.Domains)
            if (await companies.FindAsync(CompanyKey.OfDomain(domain), cancellationToken) is { } company) return company;
        return null;
    }
}
