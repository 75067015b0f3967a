using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Intake.Accounts;
using Intake.Storage;

namespace Intake.Merging;

/// <summary>Carries submissions and profiles from one account to another, in transactions of at most 90 rows. They count nothing there: counts are moved by the
/// commits before and after. Every part may be repeated, and a late run harms nothing: it never overwrites a profile, and leaves off once the merge is done.</summary>
public sealed class MovingRows(TableServiceClient tables, Documents documents, AccountStore accounts)
{
    // In the order of their keys.
    private static readonly (string From, string To)[] Ranges =
        [("z:conflict:", "z:conflict;"), (Rows.FactPrefix, Rows.AfterFacts), ("z:submission:", "z:submission;"), (Rows.TimelinePrefix, Rows.AfterTimeline)];

    private readonly TableClient table = tables.GetTableClient(TableNames.Accounts);

    /// <summary>Copies their submissions, and what the history tells of them.</summary>
    public async Task CopySubmissionsAsync(Merge merge, Func<string, bool> moves, CancellationToken cancellationToken)
    {
        await foreach (var rows in SubmissionsAsync(merge.Source, moves, cancellationToken).Chunk(Batches.MaxRows, cancellationToken))
            await WriteAsync(merge, await CopiesAsync(merge, rows, cancellationToken), cancellationToken);
    }

    // What is there was copied by an earlier run; what is left of an earlier stay is replaced, unless somebody else does so first.
    private async Task<List<TableTransactionAction>> CopiesAsync(Merge merge, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        var (first, last) = (rows[0].RowKey, rows[^1].RowKey);
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {merge.Target} and RowKey ge {first} and RowKey le {last}");
        var there = await table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken).ToDictionaryAsync(row => row.RowKey, StringComparer.Ordinal, cancellationToken: cancellationToken);
        List<TableTransactionAction> copies = [];
        foreach (var copy in rows.Select(row => Stubs.Copy(row, merge.Target)))
        {
            var known = there.GetValueOrDefault(copy.RowKey);
            if (known is null) copies.Add(new TableTransactionAction(TableTransactionActionType.Add, copy));
            else if (Stubs.MovedTo(known) is not null) copies.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, copy, known.ETag));
        }
        return copies;
    }

    /// <summary>Copies their profiles; one that is there already was copied by an earlier run.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="moves">Whose.</param>
    /// <param name="target">The account that they come to; null when it does not exist yet.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    public async Task CopyPersonsAsync(Merge merge, Func<string, bool> moves, AccountState? target, CancellationToken cancellationToken)
    {
        var there = await RangeAsync(merge.Target, Rows.PersonPrefix, Rows.AfterPersons, cancellationToken)
            .ToDictionaryAsync(row => row.RowKey, StringComparer.Ordinal, cancellationToken: cancellationToken);
        List<TableTransactionAction> copies = [];
        await foreach (var row in RangeAsync(merge.Source, Rows.PersonPrefix, Rows.AfterPersons, cancellationToken))
        {
            var known = there.GetValueOrDefault(row.RowKey);
            if (!moves(IdOf(row)) || Stubs.MovedTo(row) is not null || (known is not null && Stubs.MovedTo(known) is null)) continue;
            var person = await documents.ReadAsync(row, IntakeJson.Default.Person, cancellationToken);
            // As it is, so that a blob is neither left behind nor lost; few have counts to be renamed.
            var copy = person.Counted is null ? Stubs.Copy(row, merge.Target)
                : await documents.WriteAsync(merge.Target, row.RowKey, KeyedCounts.Renamed(person, merge.Parcel, target), IntakeJson.Default.Person, cancellationToken);
            copies.Add(known is null
                ? new TableTransactionAction(TableTransactionActionType.Add, copy)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, copy, known.ETag));
        }
        await WriteAsync(merge, copies, cancellationToken);
    }

    /// <summary>Leaves of what was copied only where it is now.</summary>
    public async Task LeaveStubsAsync(Merge merge, Func<string, bool> moves, CancellationToken cancellationToken)
    {
        await foreach (var rows in SubmissionsAsync(merge.Source, moves, cancellationToken).Chunk(Batches.MaxRows, cancellationToken))
            await WriteAsync(merge, rows.Select(row => IsHistory(row) ? Delete(row) : Stub(Stubs.Of(row, merge.Target))), cancellationToken);
        await LeavePersonStubsAsync(merge, moves, cancellationToken);
    }

    /// <summary>Takes back what was copied, for a merge that is put back: what is in both accounts, and only that.</summary>
    public async Task RemoveCopiesAsync(Merge merge, CancellationToken cancellationToken)
    {
        foreach (var (from, to) in Ranges.Append((Rows.PersonPrefix, Rows.AfterPersons)))
        {
            var here = await RangeAsync(merge.Source, from, to, cancellationToken).Where(row => Stubs.MovedTo(row) is null).Select(row => row.RowKey)
                .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
            var copies = RangeAsync(merge.Target, from, to, cancellationToken).Where(row => here.Contains(row.RowKey) && Stubs.MovedTo(row) is null);
            await foreach (var rows in copies.Chunk(Batches.MaxRows, cancellationToken)) await WriteAsync(merge, rows.Select(Delete), cancellationToken);
        }
    }

    private async Task LeavePersonStubsAsync(Merge merge, Func<string, bool> moves, CancellationToken cancellationToken)
    {
        var persons = RangeAsync(merge.Source, Rows.PersonPrefix, Rows.AfterPersons, cancellationToken).Where(row => Stubs.MovedTo(row) is null && moves(IdOf(row)));
        await foreach (var rows in persons.Chunk(Batches.MaxRows, cancellationToken))
        {
            List<TableTransactionAction> stubs = [];
            foreach (var row in rows) stubs.Add(Stub(await PersonStubAsync(merge, row, cancellationToken)));
            await WriteAsync(merge, stubs, cancellationToken);
        }
    }

    private async IAsyncEnumerable<TableEntity> SubmissionsAsync(string account, Func<string, bool> moves, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (from, to) in Ranges)
            await foreach (var row in RangeAsync(account, from, to, cancellationToken))
                if (Stubs.MovedTo(row) is null && await PersonOfAsync(row, cancellationToken) is { } person && moves(person)) yield return row;
    }

    // What was written before the column was has it in the record only; of the timeline only what a person did is theirs.
    private async ValueTask<string?> PersonOfAsync(TableEntity row, CancellationToken cancellationToken) =>
        IsTimeline(row) ? (row.GetBoolean("Moves") is true ? row.GetString("Person") : null)
        : row.RowKey.StartsWith(Rows.FactPrefix, StringComparison.Ordinal) ? row.GetString("Person")
        : row.GetString("Person") ?? (await documents.ReadAsync(row, IntakeJson.Default.SubmissionRecord, cancellationToken)).PersonId;

    private AsyncPageable<TableEntity> RangeAsync(string account, string from, string to, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey ge {from} and RowKey lt {to}"), cancellationToken: cancellationToken);

    private async Task<TableEntity> PersonStubAsync(Merge merge, TableEntity row, CancellationToken cancellationToken)
    {
        var stub = await documents.WriteAsync(
            row.PartitionKey, row.RowKey, new Person { Id = IdOf(row), Moved = new Moved(merge.Target, merge.Id, Done: true) },
            IntakeJson.Default.Person, cancellationToken);
        Stubs.Mark(stub, merge.Target);
        stub.ETag = row.ETag;
        return stub;
    }

    // Nobody looks for these by their key.
    private static bool IsHistory(TableEntity row) => IsTimeline(row) || row.RowKey.StartsWith(Rows.FactPrefix, StringComparison.Ordinal);

    private static bool IsTimeline(TableEntity row) => row.RowKey.StartsWith(Rows.TimelinePrefix, StringComparison.Ordinal);

    private static string IdOf(TableEntity row) => row.RowKey[Rows.PersonPrefix.Length..];

    private static TableTransactionAction Delete(TableEntity row) => new(TableTransactionActionType.Delete, row, row.ETag);

    private static TableTransactionAction Stub(TableEntity stub) => new(TableTransactionActionType.UpdateReplace, stub, stub.ETag);

    // A run that another one overtook finds the merge done, and must not touch what may have come back since.
    private async Task WriteAsync(Merge merge, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        foreach (var batch in Batches.Of(actions))
        {
            if (await accounts.ProgressAsync(merge.Source, merge.Id, cancellationToken) is not { State: MergeState.Taken }) throw new OvertakenException($"The merge {merge.Id}", 1);
            try
            {
                await table.SubmitTransactionAsync(batch, cancellationToken);
            }
            catch (TableTransactionFailedException failure) when (failure.Status is 404 or 409 or 412)
            {
                throw new OvertakenException($"The merge {merge.Id}", 1);
            }
        }
    }
}
