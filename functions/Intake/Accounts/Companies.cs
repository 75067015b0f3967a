using Azure;
using Azure.Data.Tables;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>The company that a name means.</summary>
/// <param name="Company">The company as the book has it.</param>
/// <param name="Similarity">How alike the two names are, in hundredths (<see cref="CompanyName.Similarity"/>).</param>
public sealed record ClaimedCompany(Company Company, int Similarity);

/// <summary>The account book in table <c>Companies</c>: companies by id, by domain and by the keys of their names.</summary>
public sealed class Companies(TableServiceClient tables, Documents documents, Keys keys)
{
    // Under a key with more than these a name tells no company.
    private const int MostAlike = 50;

    private readonly TableClient table = tables.GetTableClient(TableNames.Companies);

    /// <summary>Finds a company; null when the book has none under that key.</summary>
    public async Task<Company?> FindAsync(CompanyKey key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancellationToken);
        return row.HasValue ? await documents.ReadAsync(row.Value!, IntakeJson.Default.Company, cancellationToken) : null;
    }

    /// <summary>Finds the one company that a name means: two that it may mean are none. A read for each key, those of slips only where nothing else is found.</summary>
    public async Task<ClaimedCompany?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var claimed = ComparableName.Of(name);
        var alike = await AlikeAsync(claimed, NameKeys.Exact(claimed), cancellationToken);
        if (alike.Count == 0) alike = await AlikeAsync(claimed, NameKeys.Slips(claimed), cancellationToken);
        if (alike.Count != 1) return null;
        var (id, similarity) = alike.Single();
        return await FindAsync(CompanyKey.OfId(id), cancellationToken) is { GoneSince: null } company ? new ClaimedCompany(company, similarity) : null;
    }

    /// <summary>Remembers that an account is a company's beside the one that its domains name, or claims to be.</summary>
    public Task LinkAsync(string company, string account, CancellationToken cancellationToken)
    {
        var key = CompanyKey.OfAccount(company, account);
        return table.UpsertEntityAsync(new TableEntity(key.Partition, key.Row), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The accounts that are a company's or claim to be, beside the one that its domains name.</summary>
    public async Task<IReadOnlyList<string>> LinkedAsync(string company, CancellationToken cancellationToken)
    {
        var prefix = CompanyKey.OfAccount(company, "");
        return [.. (await WithPrefixAsync(prefix).ToListAsync(cancellationToken)).Select(row => row.RowKey[prefix.Row.Length..])];
    }

    /// <summary>Writes rows, each replacing the one of the same key.</summary>
    public async Task PutAsync(IEnumerable<CompanyRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows) await table.UpsertEntityAsync(await ToEntityAsync(row, cancellationToken), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>A row as it is stored.</summary>
    internal async Task<TableEntity> ToEntityAsync(CompanyRow row, CancellationToken cancellationToken) => row.IsName
        ? new TableEntity(row.Key.Partition, row.Key.Row) { ["Name"] = row.Company.Name }
        : await documents.WriteAsync(row.Key.Partition, row.Key.Row, row.Company, IntakeJson.Default.Company, cancellationToken);

    private async Task<Dictionary<string, int>> AlikeAsync(ComparableName claimed, IEnumerable<string> nameKeys, CancellationToken cancellationToken)
    {
        var alike = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var prefix in nameKeys.Select(key => CompanyKey.OfName(keys, key)))
        {
            var rows = await WithPrefixAsync(prefix).Take(MostAlike + 1).ToListAsync(cancellationToken);
            if (rows.Count > MostAlike) continue;
            foreach (var row in rows)
                if (NameSimilarity.Of(claimed, ComparableName.Of(row.GetString("Name"))) is >= CompanyName.Threshold and var similarity)
                    alike[row.RowKey[prefix.Row.Length..]] = similarity;
        }
        return alike;
    }

    private AsyncPageable<TableEntity> WithPrefixAsync(CompanyKey prefix)
    {
        // Keys have digits, letters and hyphens after the colon, all below this.
        var end = prefix.Row + "~";
        return table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(
            $"PartitionKey eq {prefix.Partition} and RowKey ge {prefix.Row} and RowKey lt {end}"), maxPerPage: MostAlike + 1);
    }
}
