using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Intake.LocalHost.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Intake.Functions.Tests.LocalHost;

public sealed class QueueTests(Azurite azurite)
{
    private const string Queues = "--AzureFunctionsJobHost:extensions:queues:";

    private readonly Probe _probe = new();
    private readonly ConcurrentQueue<long> _tries = [];
    private readonly ListLogger _log = new();

    [Theory]
    [InlineData("string")]
    [InlineData("bytes")]
    [InlineData("data")]
    public async Task A_message_comes_as_the_type_the_function_asks_for_and_is_deleted(string name)
    {
        await using var host = await StartAsync();
        var queue = await host.QueueAsync(name);

        await queue.SendMessageAsync("héllo");

        Assert.Equal("héllo", await _probe.NextAsync<string>());
        await Eventually.IsTrueAsync(() => HasAsync(queue, 0));
    }

    [Fact]
    public async Task A_message_of_JSON_is_read_whatever_the_case_of_its_names()
    {
        await using var host = await StartAsync();

        await (await host.QueueAsync("poco")).SendMessageAsync("""{"name":"ann","COUNT":2}""");

        Assert.Equal(new Poco("ann", 2), await _probe.NextAsync<Poco>());
    }

    [Fact]
    public async Task Without_encoding_messages_are_plain_text()
    {
        await using var host = await StartAsync(Queues + "messageEncoding=none");

        await Plain(await host.QueueAsync("string")).SendMessageAsync("plain & <text>");

        Assert.Equal("plain & <text>", await _probe.NextAsync<string>());
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_after_the_visibility_timeout()
    {
        var clock = Stopwatch.StartNew();
        var times = new ConcurrentQueue<TimeSpan>();
        _probe.OnMessage = (message, _) =>
        {
            times.Enqueue(clock.Elapsed);
            return message.DequeueCount == 1 ? throw new InvalidOperationException("on purpose") : Saw(message);
        };
        await using var host = await StartAsync(Queues + "visibilityTimeout=00:00:02");
        var queue = await host.QueueAsync("messages");

        await queue.SendMessageAsync("x");

        Assert.Equal("x", await _probe.NextAsync<string>());
        Assert.True(times.Last() - times.First() > TimeSpan.FromSeconds(1), $"{times.First()} {times.Last()}");
        await Eventually.IsTrueAsync(() => HasAsync(queue, 0));
    }

    [Fact]
    public async Task After_the_last_try_a_message_goes_to_the_poison_queue_for_ever()
    {
        _probe.OnMessage = FailAsync;
        await using var host = await StartAsync("--AzureWebJobs.OnPoison.Disabled=true");
        var queue = await host.QueueAsync("messages");

        await queue.SendMessageAsync("héllo");

        var message = await OnlyAsync(host.Queue("messages-poison"));
        Assert.Equal("héllo", message.Body.ToString());
        Assert.True(message.ExpiresOn > DateTimeOffset.UtcNow.AddYears(100));
        Assert.Equal([1, 2, 3], _tries);
        await Eventually.IsTrueAsync(() => HasAsync(queue, 0));
    }

    [Fact]
    public async Task A_message_that_is_not_the_JSON_asked_for_ends_in_the_poison_queue()
    {
        await using var host = await StartAsync();

        await (await host.QueueAsync("poco")).SendMessageAsync("{");

        Assert.Equal("{", (await OnlyAsync(host.Queue("poco-poison"))).Body.ToString());
    }

    [Fact]
    public async Task A_message_that_used_up_its_tries_elsewhere_is_not_tried_again()
    {
        _probe.OnMessage = FailAsync;
        await using var host = Build("--AzureWebJobs.OnPoison.Disabled=true");
        var queue = await host.QueueAsync("messages");
        await queue.SendMessageAsync("x");
        for (var i = 0; i < 3; i++)
        {
            QueueMessage taken = await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(30));
            await queue.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        await host.StartAsync();

        Assert.Equal("x", (await OnlyAsync(host.Queue("messages-poison"))).Body.ToString());
        Assert.Empty(_tries);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_straight_to_the_poison_queue_readable()
    {
        _probe.OnMessage = FailAsync;
        await using var host = await StartAsync();
        _probe.OnPoison = Saw;
        var queue = await host.QueueAsync("messages");

        await Plain(queue).SendMessageAsync("not base64: é");

        Assert.Equal("not base64: é", await _probe.NextAsync<string>());
        Assert.Empty(_tries);
        await Eventually.IsTrueAsync(() => HasAsync(queue, 0));
    }

    [Fact]
    public async Task A_message_that_fails_in_a_poison_queue_stays_there()
    {
        _probe.OnPoison = message => FailAsync(message, null!);
        await using var host = await StartAsync("--LocalHost:InFlightInvisibility=00:00:01", "--Logging:LogLevel:Default=Error");
        var poison = await host.QueueAsync("messages-poison");

        await poison.SendMessageAsync("x");

        await Eventually.IsTrueAsync(() => _log.Lines.Any(line => line.Contains("stays there", StringComparison.Ordinal)));
        Assert.Equal([1, 2, 3], _tries);
        Assert.True(await HasAsync(poison, 1));
        Assert.False(await host.Queue("messages-poison-poison").ExistsAsync());
    }

    [Fact]
    public async Task A_message_stays_invisible_as_long_as_its_function_runs()
    {
        var finish = new TaskCompletionSource();
        _probe.OnMessage = async (message, _) =>
        {
            _tries.Enqueue(message.DequeueCount);
            await finish.Task;
        };
        await using var host = await StartAsync("--LocalHost:InFlightInvisibility=00:00:02");
        var queue = await host.QueueAsync("messages");
        await queue.SendMessageAsync("x");
        await Eventually.IsTrueAsync(() => !_tries.IsEmpty);

        var clock = Stopwatch.StartNew();
        await Eventually.IsTrueAsync(() => clock.Elapsed > TimeSpan.FromSeconds(3.2));

        Assert.Equal([1], _tries);
        Assert.Empty((await queue.PeekMessagesAsync()).Value);
        finish.SetResult();
        await Eventually.IsTrueAsync(() => HasAsync(queue, 0));
    }

    [Fact]
    public async Task A_message_of_a_host_that_died_comes_again()
    {
        _probe.OnMessage = (message, _) => Saw(message);
        await using var host = Build();
        var queue = await host.QueueAsync("messages");
        await queue.SendMessageAsync("x");
        Assert.NotNull((await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1))).Value);

        await host.StartAsync();

        Assert.Equal("x", await _probe.NextAsync<string>());
    }

    [Fact]
    public async Task A_message_somebody_else_has_taken_is_left_to_them()
    {
        var queue = new TaskCompletionSource<QueueClient>();
        _probe.OnMessage = async (message, _) =>
        {
            _tries.Enqueue(message.DequeueCount);
            // Visible at once, and under another receipt than the host's.
            if (message.DequeueCount == 1)
                await (await queue.Task).UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        };
        await using var host = await StartAsync("--Logging:LogLevel:Default=Warning");
        queue.SetResult(await host.QueueAsync("messages"));

        await (await queue.Task).SendMessageAsync("x");

        await Eventually.IsTrueAsync(async () => _tries.Count == 2 && await HasAsync(await queue.Task, 0));
        Assert.Contains(_log.Lines, line => line.Contains("no longer ours", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_batch_is_taken_when_few_enough_run()
    {
        var (finish, finished, startedAfter) = (new SemaphoreSlim(0), 0, new ConcurrentQueue<int>());
        _probe.OnMessage = async (_, context) =>
        {
            startedAfter.Enqueue(Volatile.Read(ref finished));
            await finish.WaitAsync(context.CancellationToken);
            Interlocked.Increment(ref finished);
        };
        await using var host = Build(Queues + "batchSize=4", Queues + "newBatchThreshold=1");
        var queue = await host.QueueAsync("messages");
        for (var i = 0; i < 8; i++) await queue.SendMessageAsync($"{i}");
        await host.StartAsync();
        await Eventually.IsTrueAsync(() => startedAfter.Count == 4);

        for (var i = 1; i <= 3; i++)
        {
            finish.Release();
            await Eventually.IsTrueAsync(() => Volatile.Read(ref finished) == i);
        }

        await Eventually.IsTrueAsync(() => startedAfter.Count == 8);
        Assert.Equal([0, 0, 0, 0, 3, 3, 3, 3], startedAfter);
        finish.Release(8);
        await Eventually.IsTrueAsync(() => HasAsync(queue, 0));
    }

    [Fact]
    public async Task A_function_that_blocks_its_thread_holds_up_no_other()
    {
        using var all = new CountdownEvent(3);
        _probe.OnMessage = (message, _) =>
        {
            all.Signal();
            Assert.True(all.Wait(TimeSpan.FromSeconds(20)));
            return Saw(message);
        };
        await using var host = Build();
        var queue = await host.QueueAsync("messages");
        for (var i = 0; i < 3; i++) await queue.SendMessageAsync("x");

        await host.StartAsync();

        for (var i = 0; i < 3; i++) Assert.Equal("x", await _probe.NextAsync<string>());
    }

    [Theory]
    [InlineData(1, 0.5, 100)]
    [InlineData(2, 0.5, 200)]
    [InlineData(4, 0.0, 640)]
    [InlineData(4, 1.0, 960)]
    [InlineData(1, 0.0, 100)]
    [InlineData(6, 0.5, 2000)]
    [InlineData(1_000_000, 0.5, 2000)]
    public void Polling_backs_off_to_the_longest_interval(int emptyPolls, double random, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Backoff.Delay(emptyPolls, TimeSpan.FromSeconds(2), random));

    private Task<TestHost> StartAsync(params string[] settings) => Started(Build(settings));

    private TestHost Build(params string[] settings) =>
        TestHost.Build(azurite, _probe, settings, builder => builder.Logging.ClearProviders().AddProvider(_log));

    private static async Task<TestHost> Started(TestHost host)
    {
        await host.StartAsync();
        return host;
    }

    private Task FailAsync(QueueMessage message, FunctionContext context)
    {
        _tries.Enqueue(message.DequeueCount);
        throw new InvalidOperationException("on purpose");
    }

    private Task Saw(QueueMessage message)
    {
        _probe.Saw(message.Body.ToString());
        return Task.CompletedTask;
    }

    private QueueClient Plain(QueueClient queue) => new(azurite.ConnectionString, queue.Name);

    /// <summary>The one message of a queue that is made in a while.</summary>
    private static Task<PeekedMessage> OnlyAsync(QueueClient queue) => Eventually.GetAsync(
        async () => await queue.ExistsAsync() ? (await queue.PeekMessagesAsync(2)).Value.SingleOrDefault() : null, message => message is not null)!;

    private static async Task<bool> HasAsync(QueueClient queue, int count) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == count;
}
