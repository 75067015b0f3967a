using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Intake.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Storage;

/// <summary>What the double has that storage has not: it counts, it is repeatable, and its pages can be made small.</summary>
public sealed class StorageDoubleTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly StorageDouble storage;

    public StorageDoubleTests() => storage = new StorageDouble(clock).CreateAll();

    private QueueClient Queue => storage.Queues.GetQueueClient(QueueNames.Submissions);

    private TableClient Table => storage.Tables.GetTableClient(TableNames.Accounts);

    private BlobContainerClient Container => storage.Blobs.GetBlobContainerClient(ContainerNames.Payloads);

    [Fact]
    public async Task Calls_to_queues_are_named()
    {
        var receipt = (await Queue.SendMessageAsync("a")).Value;
        await Queue.PeekMessageAsync();
        var message = (await Queue.ReceiveMessageAsync()).Value;
        var update = (await Queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero)).Value;
        await Queue.DeleteMessageAsync(receipt.MessageId, update.PopReceipt);
        await Queue.GetPropertiesAsync();
        await Queue.ClearMessagesAsync();
        Assert.Equal(
            ["queue:put", "queue:peek", "queue:get", "queue:update", "queue:delete", "queue:properties", "queue:clear"],
            storage.Calls.Select(call => call.Operation));
        Assert.All(storage.Calls, call => Assert.Equal(("queue", QueueNames.Submissions), (call.Service, call.Resource)));
    }

    [Fact]
    public async Task Calls_to_tables_are_named()
    {
        var row = new TableEntity("p", "r");
        await Table.AddEntityAsync(row);
        await Table.GetEntityAsync<TableEntity>("p", "r");
        await Table.UpsertEntityAsync(row, TableUpdateMode.Merge);
        await Table.UpsertEntityAsync(row, TableUpdateMode.Replace);
        await Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge);
        await Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await Table.QueryAsync<TableEntity>().ToListAsync();
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, row)]);
        await Table.DeleteEntityAsync("p", "r");
        Assert.Equal(
            ["table:insert", "table:get", "table:upsert-merge", "table:upsert-replace", "table:merge", "table:replace", "table:query", "table:batch", "table:delete"],
            storage.Calls.Select(call => call.Operation));
        Assert.All(storage.Calls, call => Assert.Equal(("table", TableNames.Accounts), (call.Service, call.Resource)));
    }

    [Fact]
    public async Task Calls_to_blobs_are_named()
    {
        var blob = Container.GetBlobClient("a/b");
        await blob.UploadAsync(BinaryData.FromString("1"));
        await blob.DownloadContentAsync();
        await blob.ExistsAsync();
        await blob.DeleteAsync();
        Assert.Equal(["blob:put", "blob:get", "blob:head", "blob:delete"], storage.Calls.Select(call => call.Operation));
        Assert.All(storage.Calls, call => Assert.Equal(ContainerNames.Payloads, call.Resource));
    }

    [Fact]
    public async Task Creation_and_removal_are_named()
    {
        await storage.Queues.GetQueueClient("new").CreateIfNotExistsAsync();
        await storage.Queues.GetQueueClient("new").DeleteAsync();
        await storage.Tables.GetTableClient("New").CreateIfNotExistsAsync();
        await storage.Tables.GetTableClient("New").DeleteAsync();
        await storage.Blobs.GetBlobContainerClient("new").CreateIfNotExistsAsync();
        await storage.Blobs.GetBlobContainerClient("new").DeleteAsync();
        Assert.Equal(
            ["queue:create", "queue:drop", "table:create", "table:drop", "blob:create", "blob:drop"],
            storage.Calls.Select(call => call.Operation));
        Assert.Equal(["new", "new", "New", "New", "new", "new"], storage.Calls.Select(call => call.Resource));
    }

    [Fact]
    public async Task Empty_polls_do_not_count()
    {
        await Queue.ReceiveMessagesAsync(16);
        var mark = storage.Mark();
        await Queue.ReceiveMessagesAsync(16);
        await Queue.SendMessageAsync("a");
        await Queue.ReceiveMessagesAsync(16);
        Assert.Equal(2, storage.CountSince(mark));
        Assert.Equal([true, true, false, false], storage.Calls.Select(call => call.Empty));
    }

    [Fact]
    public async Task A_refused_call_counts_with_its_status()
    {
        await Refused.AsAsync(404, () => Table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal((1, 404), (storage.Calls.Count, storage.Calls[0].Status));
    }

    [Fact]
    public async Task A_call_knows_when_it_was_made()
    {
        clock.Advance(TimeSpan.FromHours(1));
        await Queue.SendMessageAsync("a");
        Assert.Equal(clock.GetUtcNow(), storage.Calls[0].At);
    }

    [Fact]
    public async Task A_request_it_does_not_know_is_501_and_counted()
    {
        await Refused.AsAsync(501, "NotImplemented", () => storage.Queues.GetPropertiesAsync());
        await Refused.AsAsync(501, "NotImplemented", () => storage.Tables.GetPropertiesAsync());
        Assert.Equal(2, storage.Calls.Count);
    }

    [Fact]
    public void Synchronous_calls_are_answered_too()
    {
        Queue.SendMessage("a");
        Assert.Equal("a", Queue.ReceiveMessage().Value.MessageText);
        Table.AddEntity(new TableEntity("p", "r") { ["A"] = 1 });
        Table.SubmitTransaction([new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "r") { ["A"] = 2 }, ETag.All)]);
        Assert.Equal(2, Assert.Single(Table.Query<TableEntity>("A gt 1")).GetInt32("A"));
        Container.GetBlobClient("a").Upload(BinaryData.FromString("1"));
        Assert.Equal("1", Container.GetBlobClient("a").DownloadContent().Value.Content.ToString());
    }

    [Fact]
    public void Asynchronous_calls_are_complete_when_they_return()
    {
        Assert.True(Queue.SendMessageAsync("a").IsCompletedSuccessfully);
        Assert.True(Table.AddEntityAsync(new TableEntity("p", "r")).IsCompletedSuccessfully);
        Assert.True(Container.GetBlobClient("a").UploadAsync(BinaryData.FromString("1")).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_same_calls_give_the_same_answers()
    {
        Assert.Equal(await RunAsync(), await RunAsync());

        static async Task<string> RunAsync()
        {
            var storage = new StorageDouble(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60))).CreateAll();
            var queue = storage.Queues.GetQueueClient(QueueNames.Enriched);
            var sent = (await queue.SendMessageAsync("a")).Value;
            var received = (await queue.ReceiveMessageAsync()).Value;
            var tag = (await storage.Tables.GetTableClient(TableNames.People).AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag;
            return string.Join(' ', sent.MessageId, sent.PopReceipt, received.PopReceipt, tag);
        }
    }

    [Fact]
    public async Task What_it_holds_can_be_seen_without_a_call()
    {
        await Queue.SendMessageAsync("a", visibilityTimeout: TimeSpan.FromMinutes(5));
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await Container.GetBlobClient("b/c").UploadAsync(BinaryData.FromString("1"));
        var mark = storage.Mark();
        Assert.Equal("a", Assert.Single(storage.Messages(QueueNames.Submissions)).Decoded);
        Assert.Equal(1, Assert.Single(storage.Rows(TableNames.Accounts)).GetInt32("A"));
        Assert.Equal(["b/c"], storage.Contents(ContainerNames.Payloads).Keys);
        Assert.Equal(0, storage.CountSince(mark));
    }

    [Fact]
    public async Task Pages_can_be_made_small()
    {
        storage.PageSize = 2;
        for (var i = 0; i < 5; i++) await Table.AddEntityAsync(new TableEntity("p", $"{i}"));
        var mark = storage.Mark();
        Assert.Equal(5, (await Table.QueryAsync<TableEntity>().ToListAsync()).Count);
        Assert.Equal(3, storage.CountSince(mark));
    }

    [Fact]
    public async Task A_page_can_be_empty_and_yet_not_the_last()
    {
        storage.ScanLimit = 2;
        for (var i = 0; i < 5; i++) await Table.AddEntityAsync(new TableEntity("p", $"{i}"));
        var pages = await Table.QueryAsync<TableEntity>("RowKey eq '4'").AsPages().ToListAsync();
        Assert.Equal([0, 0, 1], pages.Select(page => page.Values.Count));
    }

    [Fact]
    public async Task A_pause_comes_before_the_effect()
    {
        var gate = new TaskCompletionSource();
        storage.Pause = (_, _) => new ValueTask(gate.Task);
        var put = Queue.SendMessageAsync("a");
        Assert.Empty(storage.Messages(QueueNames.Submissions));
        Assert.False(put.IsCompleted);
        gate.SetResult();
        await put;
        Assert.Single(storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public async Task The_apps_own_messages_cost_one_call_and_live_for_ever()
    {
        var writer = new MessageQueue(storage.Queues, storage.Blobs);
        await Queue.ClearMessagesAsync();
        var mark = storage.Mark();
        await writer.PutAsync(QueueNames.Submissions, "submissions", "id", [], IntakeJson.Default.EnvelopeSubmission, default);
        Assert.Equal(1, storage.CountSince(mark));
        Assert.Null(Assert.Single(storage.Messages(QueueNames.Submissions)).Expires);
    }
}
