using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>The account book in table <c>Companies</c>: companies by domain and by the hash of their normalised name.</summary>
public sealed class Companies(TableServiceClient tables, Documents documents)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Companies);

    /// <summary>Finds a company; null when the book has none under that key.</summary>
    public async Task<Company?> FindAsync(CompanyKey key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancellationToken);
        return row.HasValue ? await documents.ReadAsync(row.Value!, IntakeJson.Default.Company, cancellationToken) : null;
    }

    /// <summary>Writes rows, each replacing the one of the same key.</summary>
    public async Task PutAsync(IEnumerable<CompanyRow> rows, CancellationToken cancellationToken)
    {
        foreach (var (key, company) in rows)
        {
            var row = await documents.WriteAsync(key.Partition, key.Row, company, IntakeJson.Default.Company, cancellationToken);
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }
}
