using Azure;
using Azure.Data.Tables;
using Intake.Accounts;
using Intake.Storage;

namespace Intake.Enrichment.Providers;

/// <summary>What was looked up, in table <c>Companies</c>.</summary>
public sealed class CompanyLookups(TableServiceClient tables, Documents documents, Backoff backoff)
{
    private const int MaxTries = 20;

    private readonly TableClient table = tables.GetTableClient(TableNames.Companies);

    /// <summary>Key of a domain's lookup: also a small firm's domain may name a person, so it is in no key.</summary>
    public static string KeyOf(string domain) => Keys.Id("domain", domain);

    /// <summary>Finds what was looked up of a domain.</summary>
    public Task<LookupRow> OfDomainAsync(string domain, CancellationToken cancellationToken) => FindAsync(KeyOf(domain), cancellationToken);

    /// <summary>Finds what was looked up by its key.</summary>
    public async Task<LookupRow> FindAsync(string key, CancellationToken cancellationToken)
    {
        var at = CompanyKey.OfLookup(key);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(at.Partition, at.Row, cancellationToken: cancellationToken);
        return row.HasValue
            ? new LookupRow(await documents.ReadAsync(row.Value!, IntakeJson.Default.CompanyLookup, cancellationToken), row.Value!.ETag)
            : new LookupRow(null, null);
    }

    /// <summary>Writes what was learned since <paramref name="was"/> was read; where somebody else did so meanwhile, <paramref name="merge"/> makes one of
    /// theirs and ours.</summary>
    /// <returns>What the row holds now.</returns>
    /// <exception cref="OvertakenException">Others kept writing; a later try will do.</exception>
    public async Task<CompanyLookup> SaveAsync(
        LookupRow was, CompanyLookup learned, Func<CompanyLookup, CompanyLookup> merge, CancellationToken cancellationToken)
    {
        var key = KeyOf(learned.Domain);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await WriteAsync(key, learned, was.ETag, cancellationToken)) return learned;
            await backoff.WaitAsync(attempt, cancellationToken);
            was = await FindAsync(key, cancellationToken);
            if (was.Lookup is { } theirs) learned = merge(theirs);
        }
        throw new OvertakenException($"The lookup {key}", MaxTries);
    }

    private async Task<bool> WriteAsync(string key, CompanyLookup lookup, ETag? was, CancellationToken cancellationToken)
    {
        var at = CompanyKey.OfLookup(key);
        var row = await documents.WriteAsync(at.Partition, at.Row, lookup, IntakeJson.Default.CompanyLookup, cancellationToken);
        try
        {
            if (was is { } etag) await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken);
            else await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}

/// <summary>A row as read.</summary>
/// <param name="Lookup">What it holds; null when there is none.</param>
/// <param name="ETag">The lock; null when there is none.</param>
public sealed record LookupRow(CompanyLookup? Lookup, ETag? ETag);
