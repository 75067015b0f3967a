using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>The table <c>Routing</c>: a row per territory and day with whose turn it is.
/// A pick is committed here before it is committed in the account.</summary>
public sealed class RoundRobinTable(TableServiceClient tables, Documents documents)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Routing);

    // What this process committed last, to be used once: the ETag tells whether it still holds.
    private readonly ConcurrentDictionary<string, StoredRoundRobin> last = new(StringComparer.Ordinal);

    /// <summary>The state of a day, begun from the day before it where there is one.</summary>
    public async Task<StoredRoundRobin> LoadAsync(string territory, DateOnly day, CancellationToken cancellationToken)
    {
        if (last.TryRemove(territory, out var known) && known.State.Day == day) return known;

        var from = RoundRobinState.RowKey(day);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {territory} and RowKey ge {from}");
        var newest = await table.QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        if (newest is null) return new StoredRoundRobin(RoundRobinState.Begin(territory, day, null), null);

        var state = await documents.ReadAsync(newest, IntakeJson.Default.RoundRobinState, cancellationToken);
        return new StoredRoundRobin(RoundRobinState.Begin(territory, day, state), state.Day == day ? newest.ETag : null);
    }

    /// <summary>Commits a pick; false when somebody else committed one in between.</summary>
    public async Task<bool> CommitAsync(RoundRobinState state, ETag? was, CancellationToken cancellationToken)
    {
        var row = await documents.WriteAsync(
            state.Territory, RoundRobinState.RowKey(state.Day), state, IntakeJson.Default.RoundRobinState, cancellationToken);
        try
        {
            var answer = was is { } etag
                ? await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken)
                : await table.AddEntityAsync(row, cancellationToken);
            last[state.Territory] = new StoredRoundRobin(state, answer.Headers.ETag);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }
}

/// <summary>The state of a day; <paramref name="ETag"/> is null while the day has no row.</summary>
public sealed record StoredRoundRobin(RoundRobinState State, ETag? ETag);
