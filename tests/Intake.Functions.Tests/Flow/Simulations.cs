using System.Text;
using System.Text.Json.Nodes;
using Intake.Handoffs;
using Intake.Simulation;
using Intake.Storage;
using Intake.Sweeps;
using Intake.Tests.Playbooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using AnswerKinds = Intake.Stages.AnswerKinds;

namespace Intake.Functions.Tests.Flow;

/// <summary>Simulations as people order and read them: over HTTP.</summary>
internal static class Simulations
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    /// <summary>The sample's <c>stages.json</c> with a line low enough for a calculator.</summary>
    public static string LowStages => Changed("\"total\": 60, \"interest\": 25", "\"total\": 46, \"interest\": 7");

    public static string Changed(string what, string by)
    {
        var stages = File.ReadAllText(Path.Combine(SamplePlaybook.Directory, "stages.json"));
        Assert.Contains(what, stages, StringComparison.Ordinal);
        return stages.Replace(what, by, StringComparison.Ordinal);
    }

    /// <summary>Two accounts: one never handed off, one handed off and accepted.</summary>
    public static async Task<Pipeline> LivedAsync(int lanes = 1)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport], replace: services =>
            services.Configure<SweepOptions>(options => (options.Lanes, options.Accounts) = (lanes, 1)));
        await pipeline.ProcessAsync(Some.Activity(1, "calculator-used", "calc-piekvermogen"));
        await pipeline.ProcessAsync(Some.Demo(2).By("joke@other-company.example"));
        var asked = (await pipeline.AccountsAsync()).Single(account => !account.State.Handoffs.IsEmpty).State;
        var handoff = Assert.Single(asked.Handoffs.Values);
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Some.Id(900), Account = asked.Account.Id, At = pipeline.Now, Handoff = handoff.Id, By = handoff.AccountManager!, Answer = AnswerKinds.Accept,
        });
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(2));
        await pipeline.DrainAsync();
        return pipeline;
    }

    public static Task<TextAnswer> SimulateAsync(this Pipeline pipeline, string version, string? body = null) =>
        pipeline.SimulationsAsync((door, request) => door.OrderAsync(request, version, default), body);

    public static Task<TextAnswer> SimulationAsync(this Pipeline pipeline, string id) => pipeline.SimulationsAsync((door, request) => door.ShowAsync(request, id, default));

    public static Task<TextAnswer> ChartAsync(this Pipeline pipeline, string id) => pipeline.SimulationsAsync((door, request) => door.ChartAsync(request, id, default));

    /// <summary>Orders one, lets it come to its end, and reads it.</summary>
    public static async Task<(string Id, JsonNode Report)> SimulatedAsync(this Pipeline pipeline, string version, string? body = null)
    {
        var id = (await pipeline.SimulateAsync(version, body)).Text("simulation");
        await pipeline.DrainAsync();
        var report = await pipeline.SimulationAsync(id);
        Assert.Equal((200, "done"), (report.Status, report.Text("state")));
        return (id, report.Json);
    }

    /// <summary>What is kept of simulations, by name.</summary>
    public static IReadOnlyDictionary<string, string> Kept(this Pipeline pipeline) =>
        pipeline.Storage.Contents(ContainerNames.Payloads).Where(blob => blob.Key.StartsWith("simulations/", StringComparison.Ordinal))
            .ToDictionary(blob => blob.Key, blob => blob.Value.ToString());

    private static async Task<TextAnswer> SimulationsAsync(this Pipeline pipeline, Func<SimulationDoor, HttpRequest, Task<IResult>> act, string? body = null)
    {
        var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Services, Response = { Body = answer } };
        if (body is not null) (context.Request.ContentType, context.Request.Body) = ("application/json", new MemoryStream(Encoding.UTF8.GetBytes(body)));
        await (await act(pipeline.Get<SimulationDoor>(), context.Request)).ExecuteAsync(context);
        return new TextAnswer(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.ContentType!, context.Response.Headers.Location.ToString());
    }
}

/// <summary>What the door of simulations answered.</summary>
internal sealed record TextAnswer(int Status, string Body, string Type, string Location)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Text(string member) => (string)Json[member]!;
}
