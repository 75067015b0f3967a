using System.Globalization;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Handoffs.Digests;

/// <summary>The table <c>Digests</c>: how far each account manager was told what is below the line.</summary>
public sealed class DigestTable(TableServiceClient tables)
{
    private const string Before = "Before";

    private readonly TableClient table = tables.GetTableClient(TableNames.Digests);

    /// <summary>How far each was told, by account manager.</summary>
    public async Task<Dictionary<string, DateOnly>> ReadAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, DateOnly> told = new(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {Rows.Digest}"), cancellationToken: cancellationToken))
            told[row.PartitionKey] = DateOnly.ParseExact(row.GetString(Before), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return told;
    }

    /// <summary>Keeps that somebody was told; twice is once.</summary>
    /// <param name="accountManager">Their id.</param>
    /// <param name="week">What they were told.</param>
    /// <param name="mail">Id of the mail; null where there was nothing to tell.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task ToldAsync(string accountManager, DigestWeek week, string? mail, DateTimeOffset at, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(accountManager, Rows.Digest) { [Before] = week.Before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["Mail"] = mail, ["At"] = at },
        TableUpdateMode.Replace, cancellationToken);
}
