using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Intake.Merging;

/// <summary>Cuts what is to be written to one partition into transactions that the service takes, with room to spare.</summary>
internal static class Batches
{
    /// <summary>A transaction takes 100.</summary>
    public const int MaxRows = 90;

    private const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>The same actions in the same order.</summary>
    public static IEnumerable<IReadOnlyList<TableTransactionAction>> Of(IEnumerable<TableTransactionAction> actions)
    {
        List<TableTransactionAction> batch = [];
        var bytes = 0L;
        foreach (var action in actions)
        {
            var size = SizeOf(action.Entity);
            if (batch.Count == MaxRows || (batch.Count > 0 && bytes + size > MaxBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(action);
            bytes += size;
        }
        if (batch.Count > 0) yield return batch;
    }

    /// <summary>Rows as they come, in groups of at most so many.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<TableEntity>> Chunk(
        this IAsyncEnumerable<TableEntity> rows, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TableEntity> chunk = [];
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            chunk.Add(row);
            if (chunk.Count < size) continue;
            yield return chunk;
            chunk = [];
        }
        if (chunk.Count > 0) yield return chunk;
    }

    /// <summary>About how many bytes a row takes.</summary>
    public static long SizeOf(ITableEntity row) => ((IDictionary<string, object>)row).Values.Sum(value => value is string text ? text.Length * 2L : 16L) + 200;
}
