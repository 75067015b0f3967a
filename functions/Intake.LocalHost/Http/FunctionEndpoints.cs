using System.Collections.ObjectModel;
using Intake.LocalHost.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.LocalHost.Http;

/// <summary>Gives every HTTP function its route.</summary>
internal static class FunctionEndpoints
{
    internal static void Map(WebApplication app)
    {
        foreach (var function in app.Services.GetRequiredService<FunctionCatalog>().Functions.Where(function => !function.IsDisabled))
        {
            if (function.Trigger is not HttpTrigger trigger) continue;
            app.Map(trigger.Route, context => AnswerAsync(context, function, trigger))
                .WithDisplayName(function.Name)
                .WithMetadata(new FunctionMethods(trigger.Methods));
        }
    }

    private static async Task AnswerAsync(HttpContext context, FunctionInfo function, HttpTrigger trigger)
    {
        if (!context.RequestServices.GetRequiredService<FunctionKeys>().Allow(trigger.Level, context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            var values = new ReadOnlyDictionary<string, object?>(context.Request.RouteValues);
            await context.RequestServices.GetRequiredService<Invoker>()
                .InvokeAsync(function, context.Request, values, context, context.RequestAborted);
        }
        catch (Exception e)
        {
            Fail(context, e);
        }
    }

    // Logged already. What has been sent cannot be taken back, so the connection is cut for the client to notice.
    private static void Fail(HttpContext context, Exception exception)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
    }
}
