using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using Intake.Outgoing;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Turns a commit into the rows of one transaction, within the limits of the service: 100 rows of one partition, each once, under 4 MiB.</summary>
internal sealed class AccountTransaction(Documents documents, AccountCommit commit, LoadedAccount? loaded, Playbook? playbook)
{
    private const int MaxRows = 100, MaxBytes = 4 * 1024 * 1024;

    private readonly List<TableTransactionAction> actions = [];
    private readonly List<string> replacedBlobs = [], writtenBlobs = [];
    private readonly Dictionary<string, string> blobs = loaded?.Blobs.ToDictionary() ?? [];
    private readonly AccountState state = commit.State with { Account = commit.State.Account with { Revision = (loaded?.State.Account.Revision ?? 0) + 1 } };
    private readonly HashSet<int> inserts = [];

    public async Task<Built> BuildAsync(CancellationToken cancellationToken)
    {
        await AddAccountAsync(cancellationToken);
        foreach (var key in commit.ChangedLeads)
            await PutAsync(Rows.Lead(key), state.Leads[key], IntakeJson.Default.Lead, cancellationToken);
        foreach (var key in commit.RemovedLeads) Remove(Rows.Lead(key));
        foreach (var id in commit.ChangedHandoffs)
            await PutAsync(Rows.Handoff(id), state.Handoffs[id], IntakeJson.Default.Handoff, cancellationToken);
        foreach (var closed in commit.ClosedHandoffs) await CloseAsync(closed, cancellationToken);
        if (commit.Person is { } person) await PutAsync(Rows.Person(person.Id), person, IntakeJson.Default.Person, cancellationToken);
        foreach (var other in commit.OtherPersons) await PutAsync(Rows.Person(other.Id), other, IntakeJson.Default.Person, cancellationToken);
        await AddMergeAsync(cancellationToken);
        await AddSubmissionsAsync(cancellationToken);
        await AddMovesAsync(cancellationToken);
        if (commit.Event is { } change)
            await PutAsync(Rows.Event(state.Account.Revision), change with { Revision = state.Account.Revision }, IntakeJson.Default.HistoryEvent, cancellationToken);
        foreach (var facts in commit.Facts.GroupBy(fact => fact.Person)) await AddFactsAsync(facts.Key, [.. facts], cancellationToken);
        await AddTimelineAsync(cancellationToken);
        var outbox = await AddOutboxAsync(cancellationToken);
        AssertLimits();
        var committed = new CommittedAccount(state, outbox, commit.Moves.ToImmutableDictionary(StageRow)) { Blobs = blobs.ToImmutableDictionary() };
        return new Built(actions, committed, writtenBlobs, inserts);
    }

    private async Task AddAccountAsync(CancellationToken cancellationToken)
    {
        var row = await documents.WriteAsync(Partition, Rows.Account, state.Account, IntakeJson.Default.Account, cancellationToken);
        row["Kind"] = state.Account.Book?.Kind;
        // For the list of claims to confirm.
        row["Claimed"] = state.Account.Claimed?.Id;
        row["ClaimedSimilarity"] = state.Account.Claimed is null ? null : state.Account.ClaimedSimilarity;
        if (state.Account.Tester is not null) row["Test"] = true;
        Replace(row);
        actions.Add(loaded is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, loaded.ETag));
    }

    private async Task CloseAsync(Handoff closed, CancellationToken cancellationToken)
    {
        if (loaded?.State.Handoffs.ContainsKey(closed.Id) == true)
            actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Partition, Rows.Handoff(closed.Id)), Azure.ETag.All));
        await PutAsync(Rows.ClosedHandoff(closed.Id), closed, IntakeJson.Default.Handoff, cancellationToken);
    }

    private async Task AddSubmissionsAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, record) in commit.Submissions)
        {
            var kept = record with { Revision = state.Account.Revision };
            var row = await documents.WriteAsync(Partition, Rows.Submission(id), kept, IntakeJson.Default.SubmissionRecord, cancellationToken);
            row["Outcome"] = record.Outcome.ToString();
            row["Person"] = record.PersonId;
            Insert(row);
        }
    }

    private async Task AddMergeAsync(CancellationToken cancellationToken)
    {
        if (commit.Arrival is { } arrival) Insert(await documents.WriteAsync(Partition, Rows.Arrival(arrival.Merge), arrival, IntakeJson.Default.Arrival, cancellationToken));
        if (commit.Merge is { } merge) Insert(await documents.WriteAsync(Partition, Rows.Merge(merge.Id), merge, IntakeJson.Default.Merge, cancellationToken));
        if (commit.Progress is { } progress) await PutAsync(Rows.Progress(progress.Merge), progress, IntakeJson.Default.MergeProgress, cancellationToken);
    }

    private void Insert(TableEntity row)
    {
        if (Documents.BlobOf(row) is { } blob) writtenBlobs.Add(blob);
        inserts.Add(actions.Count);
        actions.Add(new TableTransactionAction(TableTransactionActionType.Add, row));
    }

    private void Remove(string key)
    {
        if (blobs.Remove(key, out var former)) replacedBlobs.Add(former);
        actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Partition, key), Azure.ETag.All));
    }

    private async Task AddMovesAsync(CancellationToken cancellationToken)
    {
        foreach (var move in commit.Moves)
            await PutAsync(StageRow(move), move, IntakeJson.Default.StageMove, cancellationToken);
    }

    private async Task AddFactsAsync(string? person, ImmutableArray<FactChange> facts, CancellationToken cancellationToken)
    {
        var key = person is null ? Rows.Facts(state.Account.Revision) : Rows.Facts(state.Account.Revision, Partition, person);
        await PutAsync(key, facts, IntakeJson.Default.ImmutableArrayFactChange, cancellationToken);
        if (person is not null) ((TableEntity)actions[^1].Entity)["Person"] = person;
    }

    private async Task AddTimelineAsync(CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var entry in Timeline.Of(commit, loaded?.State))
        {
            var row = await documents.WriteAsync(
                Partition, Rows.Timeline(entry.At, Partition, state.Account.Revision, number++), entry, IntakeJson.Default.TimelineEntry, cancellationToken);
            row["Person"] = entry.Person;
            // What a person did goes along when they go.
            if (entry.Kind is TimelineKinds.Submission or TimelineKinds.Fact && entry.Person is not null) row["Moves"] = true;
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        }
    }

    private async Task<ImmutableSortedDictionary<string, OutboxItem>> AddOutboxAsync(CancellationToken cancellationToken)
    {
        var outbox = loaded?.Outbox ?? ImmutableSortedDictionary.Create<string, OutboxItem>(StringComparer.Ordinal);
        var number = 0;
        foreach (var item in SideEffects())
        {
            var row = Rows.Outbox(state.Account.Revision, number++);
            await PutAsync(row, item, IntakeJson.Default.OutboxItem, cancellationToken);
            outbox = outbox.SetItem(row[Rows.OutboxPrefix.Length..], item);
        }
        return outbox;
    }

    private IEnumerable<OutboxItem> SideEffects() =>
    [
        .. commit.ChangedLeads.Select(key => new OutboxItem(OutboxKind.Index, key)),
        .. commit.RemovedLeads.Select(key => new OutboxItem(OutboxKind.Unindex, key)),
        .. commit.Moves.Select(move => new OutboxItem(OutboxKind.StageChange, StageRow(move))),
        .. commit.Schedule.Select(entry => new OutboxItem(OutboxKind.Schedule, entry.Reference, entry.Due, entry.Kind)),
        .. commit.Held.Select(key => new OutboxItem(OutboxKind.List, new HeldLead(state.Account.CountedBy!, key).ToString())),
        .. commit.Decided.Select(held => new OutboxItem(OutboxKind.Unlist, held.ToString())),
        .. Answered().Select(handoff => new OutboxItem(OutboxKind.Answer, handoff.Id)),
        .. Told().Select(happening => new OutboxItem(OutboxKind.Tell, happening.ToString())),
        .. replacedBlobs.Select(blob => new OutboxItem(OutboxKind.RemoveBlob, blob)),
    ];

    private IEnumerable<Happening> Told() => playbook is null ? [] : Happenings.Of(commit with { State = state }, loaded?.State, playbook);

    // A test's answers are nobody's.
    private IEnumerable<Handoff> Answered() => state.Account.Tester is not null ? [] :
        from handoff in commit.ChangedHandoffs.Select(id => commit.State.Handoffs[id]).Concat(commit.ClosedHandoffs)
        let before = loaded?.State.Handoffs.GetValueOrDefault(handoff.Id)
        where handoff.Answer is not null && (handoff.Answer != before?.Answer || handoff.End != before?.End)
        select handoff;

    private string StageRow(StageMove move) => Rows.Stage(move.At, move.LeadKey, state.Account.Revision);

    private async Task PutAsync<T>(string key, T record, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var row = await documents.WriteAsync(Partition, key, record, type, cancellationToken);
        Replace(row);
        actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
    }

    // The former blob goes after the commit: until then the row that names it is the one in force.
    private void Replace(TableEntity row)
    {
        if (blobs.Remove(row.RowKey, out var former)) replacedBlobs.Add(former);
        if (Documents.BlobOf(row) is not { } blob) return;
        writtenBlobs.Add(blob);
        if (Rows.IsLoaded(row.RowKey)) blobs[row.RowKey] = blob;
    }

    // Azurite accepts what Azure refuses, so it is refused here.
    private void AssertLimits()
    {
        if (actions.Count > MaxRows) throw new InvalidOperationException($"A transaction of {actions.Count} rows; at most {MaxRows} are allowed.");
        if (actions.Select(action => action.Entity.RowKey).Distinct(StringComparer.Ordinal).Count() != actions.Count)
            throw new InvalidOperationException("A row stands twice in one transaction.");
        var bytes = actions.Sum(action => Merging.Batches.SizeOf(action.Entity));
        if (bytes > MaxBytes) throw new InvalidOperationException($"A transaction of about {bytes} bytes; at most {MaxBytes} are allowed.");
    }

    private string Partition => state.Account.Id;

    internal sealed record Built(
        IReadOnlyList<TableTransactionAction> Actions, CommittedAccount Committed, IReadOnlyList<string> WrittenBlobs, IReadOnlySet<int> Inserts)
    {
        /// <summary>Whether a row of the transaction was to be new: there already, it says that this was done before.</summary>
        public bool IsInsert(int? index) => index is { } at && Inserts.Contains(at);
    }
}
