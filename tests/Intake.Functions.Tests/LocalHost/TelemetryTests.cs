using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Intake.Functions.Tests.LocalHost;

public sealed class TelemetryTests(Azurite azurite)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private readonly Probe _probe = new();

    [Fact]
    public async Task An_invocation_is_part_of_the_trace_of_its_request_and_is_exported()
    {
        using var seen = new Spans();
        await using var host = await TestHost.StartAsync(azurite, _probe, configure: builder =>
        {
            builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults().WithTracing(tracing => tracing.AddProcessor(seen));
            builder.Use(next => context =>
            {
                if (context.FunctionDefinition.Name == "Named") _probe.Saw(context.TraceContext.TraceParent);
                return next(context);
            });
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "Named") { Headers = { { "traceparent", $"00-{Trace}-b7ad6b7169203331-01" } } };

        await host.Client.SendAsync(request);

        Assert.Contains(Trace, await _probe.NextAsync<string>(), StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => seen.Ended.Contains(("Named", Trace)));
    }

    [Fact]
    public async Task A_message_is_handled_in_a_trace_though_nobody_listens()
    {
        _probe.OnMessage = (_, context) =>
        {
            _probe.Saw((Activity.Current?.Id, context.TraceContext.TraceParent));
            return Task.CompletedTask;
        };
        await using var host = await TestHost.StartAsync(azurite, _probe);

        await (await host.QueueAsync("messages")).SendMessageAsync("x");

        var (current, given) = await _probe.NextAsync<(string?, string)>();
        Assert.NotNull(current);
        Assert.Equal(current, given);
    }

    private sealed class Spans : BaseProcessor<Activity>
    {
        internal ConcurrentQueue<(string, string)> Ended { get; } = [];

        public override void OnEnd(Activity data) => Ended.Enqueue((data.DisplayName, data.TraceId.ToString()));
    }
}
