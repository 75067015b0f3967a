using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Intake.DeadLetters;
using Intake.Storage;

namespace Intake.Accounts.Imports;

/// <summary>The account book as an import needs it: read whole without its companies, written a hundred rows at a time.</summary>
public sealed class BookTable(TableServiceClient tables, Backoff backoff)
{
    /// <summary>Column with the hash of what was said about a company; without it, or empty, writing it was not finished.</summary>
    internal const string Hash = "Hash";

    private const string Owner = "Owner", Parent = "Parent", Gone = "Gone";
    private const int Partitions = 256, MaxRows = 100, MaxTries = 5;

    // Partitions do not wait for each other, and a file of 200,000 must be done before its sender is told that it takes too long.
    private const int AtOnce = 16;

    private static readonly string[] Columns = ["RowKey", Hash, Owner, Parent, Gone];

    private readonly TableClient table = tables.GetTableClient(TableNames.Companies);

    /// <summary>All companies of the book: a range of each partition, since a search over all of them would read the rows of names too.</summary>
    internal async IAsyncEnumerable<KnownCompanyRow> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, after) = (Rows.CompanyId(""), Rows.CompanyId("~"));
        for (var number = 0; number < Partitions; number++)
        {
            var partition = number.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
            var range = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {after}");
            await foreach (var row in table.QueryAsync<TableEntity>(range, select: Columns, cancellationToken: cancellationToken))
                yield return Known(row);
        }
    }

    /// <summary>One company of the book; null when it is not there.</summary>
    internal async Task<KnownCompanyRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var key = CompanyKey.OfId(id);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, Columns, cancellationToken);
        return row.HasValue ? Known(row.Value!) : null;
    }

    /// <summary>Notes on the row of a company what an import looks at without reading the company.</summary>
    internal static void Describe(TableEntity row, Company company)
    {
        (row[Owner], row[Parent]) = (company.Owner, company.Parent);
        row["Kind"] = company.Kind;
        if (company.GoneSince is not null) row[Gone] = true;
    }

    /// <summary>Writes rows in place of what is there, those of a partition together; of two with one key the later one. Each is left with its version.</summary>
    internal Task WriteAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        InTransactionsAsync(rows, chunk => SubmitAsync(chunk, TableTransactionActionType.UpsertReplace, cancellationToken));

    /// <summary>Adds the hashes to rows just written. A row that another import wrote since loses its hash instead: the two may have left the company in parts
    /// of both, and the next import, whichever it is, writes it anew.</summary>
    internal Task FinishAsync(IEnumerable<(TableEntity Row, string Hash)> written, CancellationToken cancellationToken) => InTransactionsAsync(
        written.Select(each => new TableEntity(each.Row.PartitionKey, each.Row.RowKey) { [Hash] = each.Hash, [Gone] = each.Row[Gone], ETag = each.Row.ETag }),
        async chunk =>
        {
            try
            {
                await SubmitAsync(chunk, TableTransactionActionType.UpdateMerge, cancellationToken);
            }
            catch (RequestFailedException fault) when (fault.Status == (int)HttpStatusCode.PreconditionFailed)
            {
                foreach (var row in chunk) await FinishAsync(row, cancellationToken);
            }
        });

    /// <summary>Does the same for each, as many at once as storage takes; the results are in their order.</summary>
    internal static async Task<TResult[]> ForEachAsync<T, TResult>(IEnumerable<T> all, Func<T, Task<TResult>> act)
    {
        List<TResult> results = [];
        foreach (var some in all.Chunk(AtOnce)) results.AddRange(await Task.WhenAll(some.Select(act)));
        return [.. results];
    }

    /// <summary>Removes a row; one that is gone is no fault.</summary>
    internal Task RemoveAsync(CompanyKey key, CancellationToken cancellationToken) => table.DeleteEntityAsync(key.Partition, key.Row, cancellationToken: cancellationToken);

    private async Task FinishAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException fault) when (fault.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            var there = (await table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, Columns, cancellationToken)).Value;
            // Only the answer to an earlier try was lost.
            if (there.GetString(Hash) == row.GetString(Hash) && there.GetBoolean(Gone) == row.GetBoolean(Gone)) return;
            row[Hash] = "";
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
    }

    private static async Task InTransactionsAsync(IEnumerable<TableEntity> rows, Func<TableEntity[], Task> write)
    {
        var transactions = rows.GroupBy(row => row.PartitionKey)
            .SelectMany(partition => partition.GroupBy(row => row.RowKey, (_, same) => same.Last()).Chunk(MaxRows));
        foreach (var some in transactions.Chunk(AtOnce)) await Task.WhenAll(some.Select(write));
    }

    // Every row replaces what is there or says what it said, so a try whose answer was lost may be repeated.
    private async Task SubmitAsync(TableEntity[] rows, TableTransactionActionType type, CancellationToken cancellationToken)
    {
        TableTransactionAction[] actions = [.. rows.Select(row => new TableTransactionAction(type, row, row.ETag))];
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var answers = await table.SubmitTransactionAsync(actions, cancellationToken);
                foreach (var (row, answer) in rows.Zip(answers.Value)) row.ETag = answer.Headers.ETag ?? default;
                return;
            }
            catch (RequestFailedException fault) when (Failures.IsTransient(fault) && attempt < MaxTries - 1)
            {
                await backoff.WaitAsync(attempt, cancellationToken);
            }
        }
    }

    private static KnownCompanyRow Known(TableEntity row) => new(
        row.RowKey[Rows.CompanyId("").Length..], row.GetString(Hash), row.GetString(Owner), row.GetString(Parent), row.GetBoolean(Gone) is true);
}
