using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Intake.Functions.Tests.LocalHost;

public sealed class MiddlewareTests(Azurite azurite)
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task Middleware_wraps_a_request_in_the_order_given()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe, configure: UseBoth);
        // The function that runs at the start has passed through both.
        await Eventually.IsTrueAsync(() => _probe.Steps.Count == 5);
        _probe.Steps.Clear();

        Assert.Equal("named GET", await host.Client.GetStringAsync("Named"));

        Assert.Equal(["outer Named http", "inner Named", "inner done", "outer done"], _probe.Steps);
    }

    [Fact]
    public async Task Middleware_wraps_messages_and_timers_and_knows_what_brought_them()
    {
        _probe.OnMessage = (message, context) =>
        {
            _probe.Saw((message.MessageId, context.BindingContext.BindingData["Id"], context.BindingContext.BindingData["DequeueCount"]));
            return Task.CompletedTask;
        };
        await using var host = await TestHost.StartAsync(azurite, _probe, configure: UseBoth);

        await (await host.QueueAsync("messages")).SendMessageAsync("x");
        var (id, data, count) = await _probe.NextAsync<(string, object?, object?)>();

        Assert.Equal((id, "1"), ((string?)data, (string?)count));
        await Eventually.IsTrueAsync(() => _probe.Steps.Contains("outer OnStartup ") && _probe.Steps.Contains("outer OnMessage "));
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_keeps_the_function_from_running()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe, configure: builder => builder.Use(_ => context =>
        {
            if (context.GetHttpContext() is { } http) http.Response.StatusCode = 418;
            return Task.CompletedTask;
        }));

        using var response = await host.Client.GetAsync("nothing");

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
        Assert.Equal(0, _probe.Unread);
    }

    [Fact]
    public async Task One_instance_of_a_middleware_serves_all_invocations()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe, configure: builder => builder.UseMiddleware<Counting>());

        await host.Client.GetStringAsync("Named");
        await host.Client.GetStringAsync("Named");

        Assert.Contains("count 2", _probe.Steps);
        Assert.Same(host.Services.GetRequiredService<Counting>(), host.Services.GetRequiredService<Counting>());
    }

    private static void UseBoth(FunctionsApplicationBuilder builder)
    {
        builder.UseMiddleware<Outer>();
        builder.UseMiddleware<Inner>();
    }

    public sealed class Outer(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.Steps.Enqueue($"outer {context.FunctionDefinition.Name} {(context.GetHttpContext() is null ? "" : "http")}");
            await next(context);
            probe.Steps.Enqueue("outer done");
        }
    }

    public sealed class Inner(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.Steps.Enqueue($"inner {context.FunctionDefinition.Name}");
            await next(context);
            probe.Steps.Enqueue("inner done");
        }
    }

    public sealed class Counting(Probe probe) : IFunctionsWorkerMiddleware
    {
        private int _count;

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (context.FunctionDefinition.Name == "Named") probe.Steps.Enqueue($"count {Interlocked.Increment(ref _count)}");
            return next(context);
        }
    }
}
