using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Intake.Tests.Storage;

/// <summary>What a queue and its messages are, on whatever storage.</summary>
public abstract class QueueConformance(StorageSubject storage)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_message_comes_out_as_it_went_in()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("{\"naam\":\"Zoë <&> 'ü'\"}\r\n");
        Assert.Equal("{\"naam\":\"Zoë <&> 'ü'\"}\r\n", (await queue.OneAsync()).MessageText);
    }

    [Fact]
    public async Task Base64_is_left_as_it_was_sent()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("hello");
        var plain = storage.PlainQueues.GetQueueClient(queue.Name);
        Assert.Equal("aGVsbG8=", (await plain.OneAsync()).MessageText);
    }

    [Fact]
    public async Task Messages_come_in_order()
    {
        var queue = await storage.QueueAsync();
        foreach (var text in (string[])["a", "b", "c"]) await queue.SendMessageAsync(text);
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(32, Minute);
        Assert.Equal(["a", "b", "c"], messages.Select(message => message.MessageText));
    }

    [Fact]
    public async Task A_receive_takes_no_more_than_asked()
    {
        var queue = await storage.QueueAsync();
        foreach (var text in (string[])["a", "b", "c"]) await queue.SendMessageAsync(text);
        Assert.Equal(2, (await queue.ReceiveMessagesAsync(2, Minute)).Value.Length);
        Assert.Single((await queue.ReceiveMessagesAsync(2, Minute)).Value);
        Assert.Empty((await queue.ReceiveMessagesAsync(2, Minute)).Value);
    }

    [Fact]
    public async Task A_message_of_64_KiB_is_taken_and_one_byte_more_is_not()
    {
        var queue = await storage.QueueAsync(plain: true);
        await queue.SendMessageAsync(new string('x', 65536));
        await Refused.AsAsync(413, "RequestBodyTooLarge", () => queue.SendMessageAsync(new string('x', 65537)));
    }

    [Fact]
    public async Task Base64_counts_towards_the_size()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync(BinaryData.FromBytes(new byte[48 * 1024]));
        await Refused.AsAsync(413, () => queue.SendMessageAsync(BinaryData.FromBytes(new byte[(48 * 1024) + 1])));
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_404()
    {
        var queue = storage.Queues.GetQueueClient(storage.Name());
        await Refused.AsAsync(404, "QueueNotFound", () => queue.SendMessageAsync("a"));
        await Refused.AsAsync(404, "QueueNotFound", () => queue.ReceiveMessageAsync());
        await Refused.AsAsync(404, "QueueNotFound", () => queue.DeleteAsync());
        Assert.False(await queue.ExistsAsync());
    }

    [Fact]
    public async Task A_queue_is_made_once_and_can_be_dropped()
    {
        var queue = await storage.QueueAsync();
        Assert.Null(await queue.CreateIfNotExistsAsync());
        Assert.True(await queue.ExistsAsync());
        await queue.DeleteAsync();
        Assert.False(await queue.ExistsAsync());
    }

    [Fact]
    public async Task Queues_are_listed()
    {
        var queue = await storage.QueueAsync();
        var names = new List<string>();
        await foreach (var item in storage.Queues.GetQueuesAsync()) names.Add(item.Name);
        Assert.Contains(queue.Name, names);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("a--b")]
    [InlineData("UPPER")]
    public async Task A_queue_needs_a_valid_name(string name) =>
        await Refused.AsAsync(400, () => storage.Queues.GetQueueClient(name).CreateAsync());

    [Fact]
    public async Task The_count_includes_what_is_invisible()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        await queue.SendMessageAsync("b");
        await queue.OneAsync();
        Assert.Equal(2, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Peek_shows_and_changes_nothing()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        Assert.Equal((0L, "a"), ((await queue.PeekMessageAsync()).Value.DequeueCount, (await queue.PeekMessageAsync()).Value.MessageText));
        Assert.Equal(1, (await queue.OneAsync()).DequeueCount);
    }

    [Fact]
    public async Task Clear_takes_everything()
    {
        var queue = await storage.QueueAsync();
        await queue.SendMessageAsync("a");
        await queue.SendMessageAsync("b", visibilityTimeout: Minute);
        await queue.ClearMessagesAsync();
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public async Task A_receive_asks_for_1_to_32(int count)
    {
        var queue = await storage.QueueAsync();
        await Refused.AsAsync(400, () => queue.ReceiveMessagesAsync(count));
    }

    [Fact]
    public async Task A_control_character_is_refused()
    {
        var queue = await storage.QueueAsync(plain: true);
        await Assert.ThrowsAnyAsync<Exception>(() => queue.SendMessageAsync("a\u0001b"));
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }
}
