using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Intake.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Storage;

/// <summary>How the double fails.</summary>
public sealed class FaultsTests
{
    private readonly StorageDouble storage = new StorageDouble(new FakeTimeProvider()).CreateAll();

    private QueueClient Queue => storage.Queues.GetQueueClient(QueueNames.Submissions);

    private TableClient Table => storage.Tables.GetTableClient(TableNames.Accounts);

    private BlobClient Blob => storage.Blobs.GetBlobContainerClient(ContainerNames.Payloads).GetBlobClient("a");

    public static TheoryData<FaultKind, int, bool> Kinds => new()
    {
        { FaultKind.Before, 500, false },
        { FaultKind.After, 500, true },
        { FaultKind.LoseAnswer, 0, true },
        { FaultKind.Throttle, 503, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_put_fails(FaultKind kind, int status, bool effect)
    {
        storage.Fail(_ => kind);
        await Refused.AsAsync(status, () => Queue.SendMessageAsync("a"));
        Assert.Equal(effect, storage.Messages(QueueNames.Submissions).Count == 1);
        AssertOneCall(kind, status);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_insert_fails(FaultKind kind, int status, bool effect)
    {
        storage.Fail(_ => kind);
        await Refused.AsAsync(status, () => Table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(effect, storage.Rows(TableNames.Accounts).Count == 1);
        AssertOneCall(kind, status);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_transaction_fails(FaultKind kind, int status, bool effect)
    {
        storage.Fail(_ => kind);
        await Refused.AsAsync(status, () => Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
        Assert.Equal(effect, storage.Rows(TableNames.Accounts).Count == 1);
        AssertOneCall(kind, status);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_blob_fails(FaultKind kind, int status, bool effect)
    {
        storage.Fail(_ => kind);
        await Refused.AsAsync(status, () => Blob.UploadAsync(BinaryData.FromString("1")));
        Assert.Equal(effect, storage.Contents(ContainerNames.Payloads).Count == 1);
        AssertOneCall(kind, status);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_synchronous_call_fails(FaultKind kind, int status, bool effect)
    {
        storage.Fail(_ => kind);
        Assert.Equal(status, Assert.ThrowsAny<RequestFailedException>(() => Queue.SendMessage("a")).Status);
        Assert.Equal(effect, storage.Messages(QueueNames.Submissions).Count == 1);
    }

    [Fact]
    public async Task A_lost_answer_is_a_broken_connection()
    {
        storage.Fail(_ => FaultKind.LoseAnswer);
        var failure = await Refused.FailsAsync(() => Queue.SendMessageAsync("a"));
        Assert.IsType<IOException>(failure.InnerException);
    }

    [Fact]
    public async Task A_throttled_call_is_told_when_to_come_back()
    {
        storage.Fail(_ => FaultKind.Throttle);
        var failure = await Refused.FailsAsync(() => Table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal("ServerBusy", failure.ErrorCode);
        Assert.True(failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out _));
    }

    [Fact]
    public async Task A_receive_whose_answer_is_lost_has_taken_the_message()
    {
        await Queue.SendMessageAsync("a");
        storage.FailNth(1, FaultKind.LoseAnswer);
        await Refused.AsAsync(0, () => Queue.ReceiveMessageAsync());
        Assert.Null((await Queue.ReceiveMessageAsync()).Value);
        Assert.Equal(1, Assert.Single(storage.Messages(QueueNames.Submissions)).DequeueCount);
    }

    [Fact]
    public async Task A_call_without_an_answer_waits_until_it_is_given_up()
    {
        storage.Fail(_ => FaultKind.Timeout);
        using var patience = new CancellationTokenSource();
        var put = Queue.SendMessageAsync("a", patience.Token);
        Assert.False(put.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Empty(storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public void A_synchronous_call_without_an_answer_is_over_at_once()
    {
        storage.Fail(_ => FaultKind.Timeout);
        Assert.ThrowsAny<OperationCanceledException>(() => Queue.SendMessage("a"));
    }

    [Fact]
    public async Task The_nth_call_fails_once()
    {
        await Queue.SendMessageAsync("0");
        storage.FailNth(2, FaultKind.Before);
        await Queue.SendMessageAsync("1");
        await Refused.AsAsync(500, () => Queue.SendMessageAsync("2"));
        await Queue.SendMessageAsync("3");
        Assert.Equal(["0", "1", "3"], storage.Messages(QueueNames.Submissions).Select(message => message.Decoded));
    }

    [Fact]
    public async Task The_nth_of_a_kind_of_call_fails()
    {
        storage.FailNth(1, FaultKind.Before, call => call is { Operation: "table:insert", Resource: TableNames.Accounts });
        await Queue.SendMessageAsync("a");
        await storage.Tables.GetTableClient(TableNames.People).AddEntityAsync(new TableEntity("p", "r"));
        await Refused.AsAsync(500, () => Table.AddEntityAsync(new TableEntity("p", "r")));
    }

    [Fact]
    public async Task Healed_storage_works_again()
    {
        storage.Fail(_ => FaultKind.Before);
        await Refused.AsAsync(500, () => Queue.SendMessageAsync("a"));
        storage.Heal();
        await Queue.SendMessageAsync("a");
        Assert.Single(storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public async Task A_cancelled_call_is_not_made()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queue.SendMessageAsync("a", new CancellationToken(canceled: true)));
        Assert.Empty(storage.Messages(QueueNames.Submissions));
    }

    private void AssertOneCall(FaultKind kind, int status)
    {
        var call = Assert.Single(storage.Calls);
        Assert.Equal((kind, status), (call.Fault, call.Status));
    }
}
