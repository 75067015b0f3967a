using System.Net;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Hosting;
using Intake.LocalHost.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Functions.Tests.LocalHost;

public sealed class StopTests(Azurite azurite)
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task A_stop_finishes_what_runs_and_leaves_the_rest_to_the_queue()
    {
        var finish = new TaskCompletionSource();
        _probe.OnMessage = async (message, context) =>
        {
            _probe.Saw(message.Body.ToString());
            await finish.Task.WaitAsync(context.CancellationToken);
        };
        await using var host = await TestHost.StartAsync(azurite, _probe);
        var queue = await host.QueueAsync("messages");
        await queue.SendMessageAsync("running");
        await _probe.NextAsync<string>();

        var stop = host.StopAsync();
        await queue.SendMessageAsync("later");
        finish.SetResult();
        await stop.Soon();

        // A poll on its way may have taken it, and has put it back then.
        Assert.Equal("later", Assert.Single((await queue.PeekMessagesAsync(10)).Value).Body.ToString());
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Equal(0, _probe.Unread);
    }

    [Fact]
    public async Task What_runs_beyond_the_grace_is_cancelled_and_its_message_visible_at_once()
    {
        _probe.OnMessage = async (_, context) =>
        {
            _probe.Saw("started");
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var host = await TestHost.StartAsync(
            azurite, _probe, ["--LocalHost:ShutdownGrace=00:00:00.2", "--AzureFunctionsJobHost:extensions:queues:visibilityTimeout=01:00:00"]);
        var queue = await host.QueueAsync("messages");
        await queue.SendMessageAsync("x");
        await _probe.NextAsync<string>();

        await host.StopAsync().Soon();

        Assert.Equal(1, Assert.Single((await queue.PeekMessagesAsync()).Value).DequeueCount);
    }

    [Fact]
    public async Task A_message_taken_but_not_started_is_visible_at_once()
    {
        await using var host = TestHost.Build(azurite, _probe);
        var queue = new QueueClient(azurite.ConnectionString, (await host.QueueAsync("messages")).Name);
        await queue.SendMessageAsync("eA==");
        QueueMessage taken = await queue.ReceiveMessageAsync(TimeSpan.FromHours(1));
        host.Services.GetRequiredService<Shutdown>().Begin();
        _probe.OnMessage = (_, _) => throw new InvalidOperationException("It must not run.");

        await Processor(host, queue).ProcessAsync(taken);

        Assert.Equal(1, Assert.Single((await queue.PeekMessagesAsync()).Value).DequeueCount);
    }

    [Fact]
    public async Task A_request_is_answered_before_the_host_ends()
    {
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await TestHost.StartAsync(azurite, _probe, configure: builder => builder.Use(next => async context =>
        {
            if (context.FunctionDefinition.Name == "Named")
            {
                started.SetResult();
                await finish.Task;
            }

            await next(context);
        }));
        var request = host.Client.GetStringAsync("Named");
        await started.Task.Soon();

        var stop = host.StopAsync();
        finish.SetResult();

        Assert.Equal("named GET", await request.Soon());
        await stop.Soon();
    }

    [Fact]
    public async Task A_request_beyond_the_grace_is_cancelled()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe, ["--LocalHost:ShutdownGrace=00:00:00.2"]);
        var request = host.Client.GetAsync("slow");
        Assert.Equal("slow", await _probe.NextAsync<string>());

        await host.StopAsync().Soon();

        Assert.Equal(HttpStatusCode.InternalServerError, (await request.Soon()).StatusCode);
    }

    [Fact]
    public async Task A_function_run_by_an_operator_finishes_before_the_host_ends()
    {
        var (started, finish, done) = (new TaskCompletionSource(), new TaskCompletionSource(), false);
        _probe.OnTimer = async (_, cancellationToken) =>
        {
            started.SetResult();
            await finish.Task.WaitAsync(cancellationToken);
            done = true;
        };
        await using var host = await TestHost.StartAsync(azurite, _probe);
        Assert.Equal(HttpStatusCode.Accepted, await AdminTests.RunAsync(host, "OnTimer", ""));
        await started.Task.Soon();

        var stop = host.StopAsync();
        finish.SetResult();
        await stop.Soon();

        Assert.True(done);
    }

    [Fact]
    public async Task Without_storage_the_host_serves_and_stops_promptly()
    {
        var log = new ListLogger();
        var nowhere = Regex.Replace(azurite.ConnectionString, @"127\.0\.0\.1:\d+", "127.0.0.1:1");
        await using var host = await TestHost.StartAsync(
            azurite, _probe, [$"--AzureWebJobsStorage={nowhere}", "--Logging:LogLevel:Default=Warning"],
            builder => builder.Logging.ClearProviders().AddProvider(log));
        await Eventually.IsTrueAsync(() => log.Lines.Any(line => line.Contains("could not be read", StringComparison.Ordinal)));

        Assert.Equal("named GET", await host.Client.GetStringAsync("Named"));

        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));
    }

    private static MessageProcessor Processor(TestHost host, QueueClient queue) => new(
        host.Services.GetRequiredService<FunctionCatalog>().Find("OnMessage")!, queue, poison: null, new QueueOptions(), TimeSpan.FromMinutes(10),
        host.Services.GetRequiredService<Invoker>(), host.Services.GetRequiredService<Shutdown>(), NullLogger.Instance);
}
