using Azure.Data.Tables;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>The account book: companies by domain and by normalised name.</summary>
public sealed class Companies(TableServiceClient tables, Documents documents)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Companies);

    /// <summary>Finds a company by its registrable domain.</summary>
    public Task<Company?> ByDomainAsync(string domain, CancellationToken cancellationToken) =>
        FindAsync(Rows.CompanyDomain(domain), cancellationToken);

    /// <summary>Finds a company by a name that somebody claimed, normalised by <see cref="CompanyName.Normalise"/>.</summary>
    public Task<Company?> ByNameAsync(string normalisedName, CancellationToken cancellationToken) =>
        FindAsync(Rows.CompanyName(normalisedName), cancellationToken);

    /// <summary>Writes a company under each of its domains and its name.</summary>
    public async Task PutAsync(Company company, CancellationToken cancellationToken)
    {
        var keys = company.Domains.Select(Rows.CompanyDomain).Append(Rows.CompanyName(CompanyName.Normalise(company.Name)));
        foreach (var key in keys)
        {
            var row = await documents.WriteAsync(Rows.CompanyPartition(key), key, company, IntakeJson.Default.Company, cancellationToken);
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    private async Task<Company?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Rows.CompanyPartition(key), key, cancellationToken: cancellationToken);
        return row.HasValue ? await documents.ReadAsync(row.Value!, IntakeJson.Default.Company, cancellationToken) : null;
    }
}
