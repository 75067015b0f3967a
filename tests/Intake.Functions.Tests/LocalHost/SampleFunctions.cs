using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions.Tests.LocalHost;

public sealed record Poco(string Name, int Count);

public sealed class PerInvocation
{
    public Guid Id { get; } = Guid.NewGuid();
}

public sealed class HttpFunctions(Probe probe, PerInvocation scoped)
{
    private readonly Guid _instance = Guid.NewGuid();

    [Function("Named")]
    public IResult Named([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text($"named {request.Method}");

    [Function("Item")]
    public Task<IResult> Item(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}/{name?}")] HttpRequest request, int id, string? name,
        CancellationToken cancellationToken) =>
        Task.FromResult(Results.Text($"{id} {name ?? "nobody"} {cancellationToken.CanBeCanceled} {request.Query["q"]}"));

    [Function("ItemPut")]
    public IResult Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "items/{id:int}/{name?}")] HttpRequest request, int id) =>
        Results.Text($"{request.Method} {id}");

    [Function("Latest")]
    public IResult Latest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/latest")] HttpRequest request) => Results.Text("latest");

    [Function("Thing")]
    public IResult Thing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request, string id) => Results.Text("thing " + id);

    [Function("ById")]
    public ValueTask<IResult> ById([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ids/{id:guid}")] HttpRequest request, Guid id, HttpContext? http) =>
        ValueTask.FromResult(Results.Text($"{id} {http is not null && http.Request == request}"));

    [Function("ForFunction")]
    public IResult ForFunction([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keys/function")] HttpRequest request) => Results.Text("open");

    [Function("ForAdmin")]
    public IResult ForAdmin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "keys/admin")] HttpRequest request) => Results.Text("open");

    [Function("Broken")]
    public Task<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken")] HttpRequest request)
    {
        request.HttpContext.Response.Headers["x-half"] = "done";
        throw new InvalidOperationException("secret of the function");
    }

    [Function("Nothing")]
    public Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request)
    {
        probe.Saw("nothing");
        return Task.CompletedTask;
    }

    [Function("Instances")]
    public IResult Instances([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances")] HttpRequest request, FunctionContext context)
    {
        var same = ((PerInvocation)context.InstanceServices.GetService(typeof(PerInvocation))!).Id == scoped.Id;
        return Results.Text($"{_instance} {scoped.Id} {same} {context.FunctionDefinition.Name} {context.GetHttpContext()!.Request == request}");
    }

    [Function("Body")]
    public async Task<IResult> Body([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null);
        return Results.Ok();
    }

    [Function("Slow")]
    public async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancellationToken)
    {
        probe.Saw("slow");
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Results.Ok();
    }

    [Function("Disabled")]
    public IResult Disabled([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "disabled")] HttpRequest request) => Results.Ok();
}

public sealed class QueueFunctions(Probe probe)
{
    [Function("OnMessage")]
    public Task OnMessage([QueueTrigger("%Prefix%-messages")] QueueMessage message, FunctionContext context) => probe.OnMessage(message, context);

    [Function("OnPoison")]
    public Task OnPoison([QueueTrigger("%Prefix%-messages-poison")] QueueMessage message) => probe.OnPoison(message);

    [Function("OnString")]
    public void OnString([QueueTrigger("%Prefix%-string")] string text) => probe.Saw(text);

    [Function("OnBytes")]
    public ValueTask OnBytes([QueueTrigger("%Prefix%-bytes")] byte[] bytes)
    {
        probe.Saw(Encoding.UTF8.GetString(bytes));
        return ValueTask.CompletedTask;
    }

    [Function("OnData")]
    public void OnData([QueueTrigger("%Prefix%-data", Connection = "Other")] BinaryData data) => probe.Saw(data.ToString());

    [Function("OnPoco")]
    public void OnPoco([QueueTrigger("%Prefix%-poco")] Poco poco) => probe.Saw(poco);
}

public sealed class TimerFunctions(Probe probe)
{
    [Function("OnTimer")]
    public Task OnTimer([TimerTrigger("%Schedule%")] TimerInfo timer, CancellationToken cancellationToken) => probe.OnTimer(timer, cancellationToken);

    [Function("OnStartup")]
    public void OnStartup([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => probe.Steps.Enqueue($"startup {timer.IsPastDue}");

    [Function("Forgetful")]
    public void Forgetful([TimerTrigger("%Forgetful%", UseMonitor = false)] TimerInfo timer) =>
        probe.Saw("forgetful " + JsonSerializer.Serialize(timer.ScheduleStatus));
}
