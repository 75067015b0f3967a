using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Intake.DeadLetters;
using Intake.Storage;

namespace Intake.Accounts.Imports;

/// <summary>The account book as an import needs it: read whole without its companies, written a hundred rows at a time.</summary>
public sealed class BookTable(TableServiceClient tables, Backoff backoff)
{
    /// <summary>Column with the hash of what was said about a company; without it writing it was not finished.</summary>
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

    /// <summary>Writes rows, those of a partition together; of two with one key the later one.</summary>
    internal async Task WriteAsync(IEnumerable<TableEntity> rows, TableTransactionActionType action, CancellationToken cancellationToken)
    {
        var transactions = rows.GroupBy(row => row.PartitionKey)
            .SelectMany(partition => partition.GroupBy(row => row.RowKey, (_, same) => same.Last()).Chunk(MaxRows));
        foreach (var some in transactions.Chunk(AtOnce))
            await Task.WhenAll(some.Select(chunk => SubmitAsync([.. chunk.Select(row => new TableTransactionAction(action, row))], cancellationToken)));
    }

    /// <summary>Removes a row; one that is gone is no fault.</summary>
    internal Task RemoveAsync(CompanyKey key, CancellationToken cancellationToken) => table.DeleteEntityAsync(key.Partition, key.Row, cancellationToken: cancellationToken);

    // Every row replaces or adds to what is there, so a try whose answer was lost may be repeated.
    private async Task SubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await table.SubmitTransactionAsync(actions, cancellationToken);
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
