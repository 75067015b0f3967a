using System.Collections.ObjectModel;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Hosting;
using Intake.LocalHost.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.LocalHost.Http;

/// <summary>The part of the real host's admin API that operators and tests use. Everything asks for the master key.</summary>
internal static class AdminEndpoints
{
    internal static void Map(WebApplication app)
    {
        var admin = app.MapGroup("/admin").AddEndpointFilter(RequireMasterKeyAsync);
        admin.MapGet("/host/status", () => Status());
        admin.MapGet("/functions", (FunctionCatalog catalog, Loopback loopback) =>
            catalog.Functions.Select(function => Describe(function, loopback.Address)));
        admin.MapPost("/functions/{name}", AcceptAsync);
    }

    private static async ValueTask<object?> RequireMasterKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var keys = (FunctionKeys)http.RequestServices.GetService(typeof(FunctionKeys))!;
        return keys.Allow(AuthorizationLevel.Admin, http.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private static object Status() => new
    {
        Id = Environment.MachineName,
        State = "Running",
        Version = typeof(AdminEndpoints).Assembly.GetName().Version!.ToString(),
        ProcessUptime = (long)(DateTime.UtcNow - System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalMilliseconds,
    };

    private static object Describe(FunctionInfo function, Uri address) => new
    {
        function.Name,
        function.IsDisabled,
        function.EntryPoint,
        Language = "dotnet-isolated",
        InvokeUrlTemplate = function.Trigger is HttpTrigger http ? new Uri(address, http.Route).ToString() : null,
        Config = new { Bindings = new[] { new { function.TriggerParameter.Name, function.Trigger.Type, Direction = "In" } } },
    };

    private static async Task<IResult> AcceptAsync(
        string name, HttpRequest request, FunctionCatalog catalog, Invoker invoker, Runtime runtime, Shutdown shutdown)
    {
        if (catalog.Find(name) is not { } function) return Results.NotFound();
        if (!request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (await InputAsync(request) is not { } input) return Results.BadRequest("The body must be {\"input\": \"...\"}.");
        if (function.Trigger is HttpTrigger) return Results.BadRequest("An HTTP function is run by a request to its route.");
        if (shutdown.StopTaking.IsCancellationRequested) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

        runtime.Track(RunAsync(invoker, function, input));
        return Results.Accepted();
    }

    // The caller has its 202 already; the invoker has logged what went wrong.
    private static async Task RunAsync(Invoker invoker, FunctionInfo function, string input)
    {
        await Task.Yield();
        try
        {
            if (function.Trigger is QueueTrigger) await RunAsync(invoker, function, MessageOf(input));
            else await invoker.InvokeAsync(function, new TimerInfo(), ReadOnlyDictionary<string, object?>.Empty, http: null, CancellationToken.None);
        }
#pragma warning disable CA1031 // whatever a function throws
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static Task RunAsync(Invoker invoker, FunctionInfo function, QueueMessage message) =>
        invoker.InvokeAsync(function, message, MessageData.Of(message), http: null, CancellationToken.None);

    private static QueueMessage MessageOf(string input) =>
        QueuesModelFactory.QueueMessage(Guid.NewGuid().ToString(), "", BinaryData.FromString(input), dequeueCount: 1, insertedOn: DateTimeOffset.UtcNow);

    private static async Task<string?> InputAsync(HttpRequest request)
    {
        try
        {
            return (await request.ReadFromJsonAsync<RunInput>(request.HttpContext.RequestAborted))?.Input;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record RunInput(string? Input);
}
