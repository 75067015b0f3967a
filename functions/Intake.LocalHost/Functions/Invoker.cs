using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Intake.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.LocalHost.Functions;

/// <summary>Runs a function once: a scope and an instance of its class for this invocation alone, the app's middleware around it.</summary>
internal sealed partial class Invoker(
    IServiceScopeFactory scopes, Pipeline pipeline, Shutdown shutdown, IOptions<JsonSerializerOptions> json, ILogger<Invoker> logger)
{
    internal const string ActivitySourceName = "Microsoft.Azure.Functions.Worker";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    /// <summary>Runs a function with what its trigger brought; what it throws is logged and comes through.</summary>
    internal async Task InvokeAsync(
        FunctionInfo function, object input, IReadOnlyDictionary<string, object?> data, HttpContext? http, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shutdown.GiveUp);
        await using var scope = scopes.CreateAsyncScope();
        // Without a listener there would be none, and messages would go out without a trace.
        using var activity = Source.StartActivity(function.Name) ?? new Activity(function.Name).Start();
        var context = new LocalFunctionContext(function, scope.ServiceProvider, activity, data, linked.Token);
        if (http is not null) context.Items[LocalFunctionContext.HttpContextItem] = http;

        try
        {
            await pipeline.Around(_ => ExecuteAsync(function, context, input))(context);
            if (http is not null && context.Result is IResult result) await result.ExecuteAsync(http);
        }
        catch (Exception e) when (!(e is OperationCanceledException && context.CancellationToken.IsCancellationRequested))
        {
            Failed(logger, function.Name, context.InvocationId, e.GetType().Name, e);
            throw;
        }
    }

    private async Task ExecuteAsync(FunctionInfo function, LocalFunctionContext context, object input)
    {
        var arguments = Parameters.Bind(function, context, input, json.Value);
        var instance = function.Method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(context.InstanceServices, function.Method.DeclaringType!);
        var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        context.Result = await ResultAsync(returned);
    }

    private static async Task<object?> ResultAsync(object? returned)
    {
        switch (returned)
        {
            case Task<IResult> task: return await task;
            case ValueTask<IResult> task: return await task;
            case Task task: await task; return null;
            case ValueTask task: await task; return null;
            default: return returned;
        }
    }

    [LoggerMessage(LogLevel.Error, "Function {Function} failed in invocation {InvocationId} with {Error}")]
    private static partial void Failed(ILogger logger, string function, string invocationId, string error, Exception exception);
}
