using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Limits;

/// <summary>The table <c>RateLimits</c>: a partition per limit, a row per window, with the ids that were counted in it in order.
/// So the same submission counts once, and is judged the same, however often it is run.</summary>
public sealed class CounterTable(TableServiceClient tables, Backoff backoff)
{
    private const int MaxTries = 20;
    private const string Ids = "Ids";

    private readonly TableClient table = tables.GetTableClient(TableNames.RateLimits);

    /// <summary>Changes what a counter holds, and gives it; nothing is written where the change changes nothing.</summary>
    internal async Task<ImmutableList<string>> UpdateAsync(
        string key, DateTimeOffset window, Func<ImmutableList<string>, ImmutableList<string>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(key, Rows.Time(window), cancellationToken: cancellationToken);
            var held = found.HasValue ? Read(found.Value!) : [];
            var next = change(held);
            if (next.Count == held.Count || await WriteAsync(key, window, next, found.HasValue ? found.Value!.ETag : null, cancellationToken)) return next;
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"The counter {key}", MaxTries);
    }

    private async Task<bool> WriteAsync(string key, DateTimeOffset window, ImmutableList<string> ids, ETag? was, CancellationToken cancellationToken)
    {
        var row = new TableEntity(key, Rows.Time(window)) { [Ids] = string.Join(' ', ids) };
        try
        {
            if (was is { } etag) await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken);
            else await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }

    private static ImmutableList<string> Read(TableEntity row) => [.. row.GetString(Ids).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
