using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Intake.Merging;
using Intake.Storage;

namespace Intake.History;

/// <summary>Reads the histories of accounts as they are stored: a range of accounts in one query, of each only the rows that a replay needs.</summary>
public sealed class HistoryReader(TableServiceClient tables, Documents documents)
{
    private const int MaxReloads = 5;

    private readonly TableClient table = tables.GetTableClient(TableNames.Accounts);

    /// <summary>The histories of the accounts in a range, one after the other, in the order of their ids.</summary>
    /// <param name="from">First id, or the beginning of one such as <c>a0</c>.</param>
    /// <param name="before">The first id that is not read any more; null for the end.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async IAsyncEnumerable<AccountHistory> ReadAsync(string from, string? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HistoryBuilder? account = null;
        await foreach (var row in RowsAsync(Filter(from, before), cancellationToken))
        {
            if (account is not null && account.Account != row.PartitionKey)
            {
                yield return account.Build();
                account = null;
            }
            account ??= new HistoryBuilder(row.PartitionKey);
            await AddAsync(account, row, cancellationToken);
        }
        if (account is not null) yield return account.Build();
    }

    // The next page is on its way while the present one is worked on.
    private async IAsyncEnumerable<TableEntity> RowsAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages().GetAsyncEnumerator(cancellationToken);
        var next = pages.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var rows = pages.Current.Values;
                next = pages.MoveNextAsync().AsTask();
                foreach (var row in rows) yield return row;
            }
        }
        finally
        {
            // Whoever has read enough leaves a page on its way, and what became of it matters to nobody.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The history of one account; null when it does not exist.</summary>
    public async Task<AccountHistory?> ReadAsync(string account, CancellationToken cancellationToken)
    {
        await foreach (var history in ReadAsync(account, account + "!", cancellationToken)) return history;
        return null;
    }

    // Leads, persons, facts and the timeline are most of an account, and no replay needs them.
    internal static string Filter(string from, string? before) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {before ?? Rows.AfterAccounts}") + " and "
        + TableClient.CreateQueryFilter($"(RowKey lt {Rows.LeadPrefix} or (RowKey ge {Rows.EventPrefix} and RowKey lt {Rows.AfterEvents})")
        + TableClient.CreateQueryFilter($" or (RowKey ge {Rows.ClosedHandoffPrefix} and RowKey lt {Rows.AfterClosedHandoffs})")
        + TableClient.CreateQueryFilter($" or (RowKey ge {Rows.StagePrefix} and RowKey lt {Rows.AfterSubmissions}))");

    private async ValueTask AddAsync(HistoryBuilder account, TableEntity row, CancellationToken cancellationToken)
    {
        var key = row.RowKey;
        if (key == Rows.Account) account.Root(row);
        else if (Stubs.MovedTo(row) is not null) account.Went();
        else if (Is(key, Rows.SubmissionPrefix)) account.Add(await ReadAsync(row, IntakeJson.Default.SubmissionRecord, cancellationToken));
        else if (Is(key, Rows.EventPrefix)) account.Add(await ReadAsync(row, IntakeJson.Default.HistoryEvent, cancellationToken));
        else if (Is(key, Rows.HandoffPrefix) || Is(key, Rows.ClosedHandoffPrefix)) account.Add(await ReadAsync(row, IntakeJson.Default.Handoff, cancellationToken));
        else if (Is(key, Rows.StagePrefix)) account.Add(await ReadAsync(row, IntakeJson.Default.StageMove, cancellationToken));
    }

    private static bool Is(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal);

    // The app may commit meanwhile: a large record is replaced by another one, and a handoff that closes is met again further on.
    private async ValueTask<T?> ReadAsync<T>(TableEntity row, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await documents.ReadAsync(row, type, cancellationToken);
            }
            catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound && attempt < MaxReloads)
            {
                var again = await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
                if (!again.HasValue) return null;
                row = again.Value!;
            }
        }
    }
}
