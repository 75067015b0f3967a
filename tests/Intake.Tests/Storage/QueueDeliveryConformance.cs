using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Intake.Tests.Storage;

/// <summary>How a queue delivers: visibility, receipts, time to live, on whatever storage.</summary>
public abstract class QueueDeliveryConformance(StorageSubject storage)
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_received_message_is_invisible()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        await queue.OneAsync();
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
        Assert.Null((await queue.PeekMessageAsync()).Value);
    }

    [Fact]
    public async Task A_message_comes_back_when_its_time_is_over_and_counts_it()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        var first = await queue.OneAsync(Second);
        await storage.PassAsync(Second * 1.2);
        var second = await queue.OneAsync();
        Assert.Equal((1L, 2L), (first.DequeueCount, second.DequeueCount));
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.NotEqual(first.PopReceipt, second.PopReceipt);
    }

    [Fact]
    public async Task A_message_can_be_put_for_later()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a", visibilityTimeout: Second);
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
        await storage.PassAsync(Second * 1.2);
        Assert.Equal("a", (await queue.OneAsync()).MessageText);
    }

    [Fact]
    public async Task A_deleted_message_is_gone()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        var message = await queue.OneAsync();
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        await Refused.AsAsync(404, "MessageNotFound", () => queue.DeleteMessageAsync(message.MessageId, message.PopReceipt));
    }

    [Fact]
    public async Task A_stale_receipt_deletes_nothing()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        var first = await queue.OneAsync(Second);
        await storage.PassAsync(Second * 1.2);
        var second = await queue.OneAsync();
        await Refused.AsAsync(400, "PopReceiptMismatch", () => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));
        await queue.DeleteMessageAsync(second.MessageId, second.PopReceipt);
    }

    [Fact]
    public async Task A_receipt_outlives_its_invisibility()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        var message = await queue.OneAsync(Second);
        await storage.PassAsync(Second * 1.2);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
    }

    [Fact]
    public async Task The_receipt_of_the_put_deletes_too()
    {
        var queue = await storage.QueueAsync();
        SendReceipt receipt = await queue.SendMessageAsync("a");
        await queue.DeleteMessageAsync(receipt.MessageId, receipt.PopReceipt);
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
    }

    [Fact]
    public async Task An_update_changes_text_and_receipt()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        var message = await queue.OneAsync();
        UpdateReceipt update = await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, "b", TimeSpan.Zero);
        Assert.NotEqual(message.PopReceipt, update.PopReceipt);
        await Refused.AsAsync(400, "PopReceiptMismatch", () => queue.DeleteMessageAsync(message.MessageId, message.PopReceipt));
        var again = await queue.OneAsync();
        Assert.Equal(("b", 2L), (again.MessageText, again.DequeueCount));
    }

    [Fact]
    public async Task An_update_without_text_only_renews()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        var message = await queue.OneAsync(Second);
        UpdateReceipt update = await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: Minute);
        await storage.PassAsync(Second * 1.2);
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
        update = await queue.UpdateMessageAsync(message.MessageId, update.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        Assert.Equal("a", (await queue.OneAsync()).MessageText);
    }

    [Fact]
    public async Task A_message_expires()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a", timeToLive: Second);
        await queue.SendMessageAsync("b", timeToLive: Forever);
        await storage.PassAsync(Second * 1.2);
        Assert.Equal("b", (await queue.OneAsync()).MessageText);
    }

    [Fact]
    public async Task A_message_lives_seven_days_unless_told_otherwise()
    {
        var queue = await storage.QueueAsync();
        SendReceipt week = await queue.SendMessageAsync("a");
        SendReceipt ever = await queue.SendMessageAsync("b", timeToLive: Forever);
        Assert.Equal(TimeSpan.FromDays(7), week.ExpirationTime - week.InsertionTime);
        Assert.Equal(9999, ever.ExpirationTime.Year);
    }

    [Fact]
    public async Task A_message_may_not_be_hidden_longer_than_it_lives()
    {
        var queue = await storage.QueueAsync();
        await Refused.AsAsync(400, () => queue.SendMessageAsync("a", visibilityTimeout: Minute, timeToLive: Second));
    }

    [Fact]
    public async Task A_message_that_never_was_is_404()
    {
        var queue = await storage.QueueAsync();
        await Refused.AsAsync(404, "MessageNotFound", () => queue.DeleteMessageAsync(Guid.Empty.ToString(), "AgAAAAMAAAAAAAAA"));
    }
}
