using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Intake.Merging;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Loads and commits accounts: one range query, one transaction.</summary>
/// <param name="tables">The tables.</param>
/// <param name="documents">Reads and writes records.</param>
/// <param name="playbooks">Who wants to be told what is committed; null for nobody.</param>
public sealed class AccountStore(TableServiceClient tables, Documents documents, PlaybookInForce? playbooks = null)
{
    private const int MaxReloads = 5, MaxMoves = 20;

    private readonly TableClient table = tables.GetTableClient(TableNames.Accounts);

    /// <summary>Loads the account, its leads, open handoffs and unfinished side effects; null when it does not exist.</summary>
    public Task<LoadedAccount?> LoadAsync(string accountId, CancellationToken cancellationToken) =>
        LoadAsync(accountId, Rows.PersonPrefix, cancellationToken);

    /// <summary>The same with all persons, still in one call: for a mail, which tells of them.</summary>
    public Task<LoadedAccount?> LoadWithPersonsAsync(string accountId, CancellationToken cancellationToken) =>
        LoadAsync(accountId, Rows.AfterPersons, cancellationToken);

    private async Task<LoadedAccount?> LoadAsync(string accountId, string before, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryLoadAsync(accountId, before, cancellationToken);
            }
            catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound && attempt < MaxReloads)
            {
                // A commit replaced a large record between the reading of its row and of its blob.
            }
        }
    }

    private async Task<LoadedAccount?> TryLoadAsync(string accountId, string before, CancellationToken cancellationToken)
    {
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {accountId} and RowKey lt {before}");
        var rows = await table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        if (rows.Find(row => row.RowKey == Rows.Account) is not { } root) return null;

        var state = new AccountState(
            await documents.ReadAsync(root, IntakeJson.Default.Account, cancellationToken),
            await ReadAllAsync(rows, Rows.LeadPrefix, IntakeJson.Default.Lead, cancellationToken),
            await ReadAllAsync(rows, Rows.HandoffPrefix, IntakeJson.Default.Handoff, cancellationToken));
        var outbox = await ReadAllAsync(rows, Rows.OutboxPrefix, IntakeJson.Default.OutboxItem, cancellationToken);
        var blobs = rows.Where(row => Documents.BlobOf(row) is not null).ToImmutableDictionary(row => row.RowKey, row => Documents.BlobOf(row)!);
        return new LoadedAccount(state, root.ETag, outbox, blobs)
        {
            Persons = (await ReadAllAsync(rows, Rows.PersonPrefix, IntakeJson.Default.Person, cancellationToken)).RemoveRange(
                rows.Where(row => Stubs.MovedTo(row) is not null).Select(row => row.RowKey[Rows.PersonPrefix.Length..])),
        };
    }

    /// <summary>Reads one person, wherever merges have brought them; null when the account never had them.</summary>
    public async Task<Person?> PersonAsync(string accountId, string personId, CancellationToken cancellationToken)
    {
        for (var step = 0; step < MaxMoves; step++)
        {
            var person = await PersonHereAsync(accountId, personId, cancellationToken);
            if (person?.Moved is not { Done: true } moved) return person;
            accountId = moved.Account;
        }
        throw new InvalidDataException($"The person {personId} was moved in a circle.");
    }

    /// <summary>Reads one person with all that is known by their other addresses, wherever merges have brought them; null when the account never had them.</summary>
    public async Task<Person?> WholePersonAsync(string accountId, string personId, CancellationToken cancellationToken)
    {
        for (var step = 0; step < MaxMoves; step++)
        {
            if (await LoadWithPersonsAsync(accountId, cancellationToken) is not { } loaded) return null;
            if (Aliases.Joined(loaded.State.Account, loaded.Persons).TryGetValue(personId, out var person)) return person;
            if ((await PersonHereAsync(accountId, personId, cancellationToken))?.Moved is not { } moved) return null;
            accountId = moved.Account;
        }
        throw new InvalidDataException($"The person {personId} was moved in a circle.");
    }

    /// <summary>Reads the row of a person in this very account, which may only say where they went; null when it never had them.</summary>
    public Task<Person?> PersonHereAsync(string accountId, string personId, CancellationToken cancellationToken) =>
        GetAsync(accountId, Rows.Person(personId), IntakeJson.Default.Person, cancellationToken);

    /// <summary>Reads a submission with its outcome, wherever merges have brought it; null when it was not recorded.</summary>
    public async Task<SubmissionRecord?> SubmissionAsync(string accountId, string submissionId, CancellationToken cancellationToken)
    {
        for (var step = 0; step < MaxMoves; step++)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(accountId, Rows.Submission(submissionId), cancellationToken: cancellationToken);
            if (!found.HasValue) return null;
            if (Stubs.MovedTo(found.Value!) is not { } there) return await documents.ReadAsync(found.Value!, IntakeJson.Default.SubmissionRecord, cancellationToken);
            accountId = there;
        }
        throw new InvalidDataException($"The submission {submissionId} was moved in a circle.");
    }

    /// <summary>Reads a merge by which somebody went from an account, and how far it is; null when there is none.</summary>
    public async Task<(Merge Merge, MergeProgress Progress)?> MergeAsync(string accountId, string mergeId, CancellationToken cancellationToken) =>
        await GetAsync(accountId, Rows.Merge(mergeId), IntakeJson.Default.Merge, cancellationToken) is { } merge
            ? (merge, await ProgressAsync(accountId, mergeId, cancellationToken) ?? new MergeProgress(mergeId, MergeState.Taken))
            : null;

    /// <summary>Reads how far a merge is; null when there is none.</summary>
    public Task<MergeProgress?> ProgressAsync(string accountId, string mergeId, CancellationToken cancellationToken) =>
        GetAsync(accountId, Rows.Progress(mergeId), IntakeJson.Default.MergeProgress, cancellationToken);

    /// <summary>Reads a page of what happened in an account, the newest first, in one call.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="persons">Whose doing; null for everybody's and nobody's.</param>
    /// <param name="after">Row after which the page begins; null for the first one.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<TimelinePage> TimelineAsync(
        string accountId, IReadOnlyCollection<string>? persons, string? after, int size, CancellationToken cancellationToken)
    {
        var from = after ?? Rows.TimelinePrefix;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {accountId} and RowKey gt {from} and RowKey lt {Rows.AfterTimeline}");
        if (persons is not null) filter += $" and ({string.Join(" or ", persons.Select(person => TableClient.CreateQueryFilter($"Person eq {person}")))})";
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        string? last = null;
        // One more tells whether there is another page.
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: size + 1, cancellationToken: cancellationToken))
        {
            if (entries.Count == size) return new TimelinePage(entries.ToImmutable(), last);
            entries.Add(await documents.ReadAsync(row, IntakeJson.Default.TimelineEntry, cancellationToken));
            last = row.RowKey;
        }
        return new TimelinePage(entries.ToImmutable(), null);
    }

    /// <summary>Reads how a merge arrived in an account; null when it did not.</summary>
    public Task<Arrival?> ArrivalAsync(string accountId, string mergeId, CancellationToken cancellationToken) =>
        GetAsync(accountId, Rows.Arrival(mergeId), IntakeJson.Default.Arrival, cancellationToken);

    /// <summary>Reads a closed handoff; null when there is none.</summary>
    public Task<Handoff?> ClosedHandoffAsync(string accountId, string handoffId, CancellationToken cancellationToken) =>
        GetAsync(accountId, Rows.ClosedHandoff(handoffId), IntakeJson.Default.Handoff, cancellationToken);

    /// <summary>The account that a handoff went to with its lead when that was merged; null where it did not.</summary>
    public async Task<string?> WentToAsync(string accountId, string handoffId, CancellationToken cancellationToken) =>
        await ClosedHandoffAsync(accountId, handoffId, cancellationToken) is { State: HandoffState.Moved } moved ? moved.MovedTo : null;

    /// <summary>Commits a decision made on what was loaded (null: on the account's absence).</summary>
    public async Task<CommitResult> CommitAsync(AccountCommit commit, LoadedAccount? loaded, CancellationToken cancellationToken)
    {
        var transaction = await new AccountTransaction(documents, commit, loaded, playbooks?.Current).BuildAsync(cancellationToken);
        try
        {
            var answers = await table.SubmitTransactionAsync(transaction.Actions, cancellationToken);
            // The account is the first row of every commit.
            return new CommitResult.Committed(transaction.Committed with { ETag = answers.Value[0].Headers.ETag!.Value });
        }
        catch (TableTransactionFailedException failure) when (failure.Status is 409 or 412 or 404)
        {
            foreach (var blob in transaction.WrittenBlobs) await documents.RemoveAsync(blob, cancellationToken);
            return transaction.IsInsert(failure.FailedTransactionActionIndex)
                ? new CommitResult.Duplicate()
                : new CommitResult.Stale();
        }
    }

    /// <summary>Reads a stage move by its row key.</summary>
    public Task<StageMove?> StageMoveAsync(string accountId, string row, CancellationToken cancellationToken) =>
        GetAsync(accountId, row, IntakeJson.Default.StageMove, cancellationToken);

    /// <summary>Removes finished side effects; false when another run had already done so.</summary>
    public async Task<bool> RemoveOutboxAsync(string accountId, IEnumerable<string> rows, CancellationToken cancellationToken)
    {
        var deletes = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(accountId, Rows.OutboxPrefix + row), ETag.All));
        try
        {
            // Commits whose side effects failed one after the other leave more than one transaction takes.
            foreach (var some in Batches.Of(deletes)) await table.SubmitTransactionAsync(some, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException failure) when (failure.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Records a repeat that has an id of its own; recorded twice it is one.</summary>
    public async Task RecordRepeatAsync(string accountId, string submissionId, SubmissionRecord record, CancellationToken cancellationToken)
    {
        var row = await documents.WriteAsync(
            accountId, Rows.Submission(submissionId), record, IntakeJson.Default.SubmissionRecord, cancellationToken);
        row["Outcome"] = record.Outcome.ToString();
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Keeps other content that came under the key of an earlier submission.</summary>
    public async Task RecordConflictAsync(string accountId, SubmissionRecord record, CancellationToken cancellationToken)
    {
        var submission = record.Submission ?? throw new ArgumentException("A conflict has a submission.", nameof(record));
        var row = await documents.WriteAsync(
            accountId, Rows.Conflict(submission.Id, submission.Fingerprint), record, IntakeJson.Default.SubmissionRecord, cancellationToken);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<T?> GetAsync<T>(string accountId, string row, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(accountId, row, cancellationToken: cancellationToken);
        return found.HasValue ? await documents.ReadAsync(found.Value!, type, cancellationToken) : null;
    }

    private async Task<ImmutableSortedDictionary<string, T>> ReadAllAsync<T>(
        List<TableEntity> rows, string prefix, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)))
            found[row.RowKey[prefix.Length..]] = await documents.ReadAsync(row, type, cancellationToken);
        return found.ToImmutable();
    }
}

/// <summary>An account as loaded.</summary>
/// <param name="State">The account, its leads and open handoffs.</param>
/// <param name="ETag">The lock.</param>
/// <param name="Outbox">Unfinished side effects, by row id.</param>
/// <param name="Blobs">Blobs of the records that are too large for their rows, by row key.</param>
public sealed record LoadedAccount(
    AccountState State, ETag ETag, ImmutableSortedDictionary<string, OutboxItem> Outbox, ImmutableDictionary<string, string> Blobs)
{
    /// <summary>The persons by id, where they were asked for.</summary>
    public ImmutableSortedDictionary<string, Person> Persons { get; init; } = ImmutableSortedDictionary<string, Person>.Empty;

    /// <summary>The account after a commit whose side effects are carried out: as if loaded again.</summary>
    public LoadedAccount After(CommittedAccount committed) => this with
    {
        State = committed.State, ETag = committed.ETag, Outbox = Outbox.Clear(), Blobs = committed.Blobs,
    };
}

/// <summary>How a commit ended.</summary>
public abstract record CommitResult
{
    /// <summary>Done; the account is now as <paramref name="Now"/> says.</summary>
    public sealed record Committed(CommittedAccount Now) : CommitResult;

    /// <summary>What it inserts had been recorded before: a submission, or a step of a merge.</summary>
    public sealed record Duplicate : CommitResult;

    /// <summary>Somebody else committed in between: load and decide again.</summary>
    public sealed record Stale : CommitResult;
}

/// <summary>What a commit left behind: the state, the side effects to carry out by row id, and its stage moves by row key.</summary>
public sealed record CommittedAccount(
    AccountState State, ImmutableSortedDictionary<string, OutboxItem> Outbox, ImmutableDictionary<string, StageMove> Moves)
{
    /// <summary>The lock as the commit left it.</summary>
    public ETag ETag { get; init; }

    /// <summary>Blobs of the records that are too large for their rows, by row key.</summary>
    public ImmutableDictionary<string, string> Blobs { get; init; } = ImmutableDictionary<string, string>.Empty;
}
