using System.Text;
using System.Text.Json;
using Intake.Handoffs;
using Intake.Teams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Calls the functions about the team and about handoffs, without a server.</summary>
internal static class TeamDoors
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public static Task<(int Status, JsonElement Body, string? ETag)> TeamAsync(
        this Pipeline pipeline, Func<TeamFunctions, HttpRequest, Task<IResult>> call, string? body = null, string? ifMatch = null) =>
        CallAsync(request => call(new TeamFunctions(pipeline.Get<TeamDoor>()), request), body, ifMatch);

    public static async Task<(int Status, JsonElement Body)> HandoffAsync(this Pipeline pipeline, Func<HandoffApiFunctions, HttpRequest, Task<IResult>> call, string? body = null)
    {
        var (status, answer, _) = await CallAsync(request => call(new HandoffApiFunctions(pipeline.Get<HandoffDoor>()), request), body, null);
        return (status, answer);
    }

    /// <summary>Changes an account manager, and lets that happen.</summary>
    public static async Task ChangeAsync(this Pipeline pipeline, string id, string json)
    {
        var (status, body, _) = await pipeline.TeamAsync((team, request) => team.PutAccountManager(request, id, default), json);
        Assert.True(status == 202, body.ToString());
        await pipeline.DrainAsync();
    }

    public static async Task<(int Status, JsonElement Body, string? ETag)> CallAsync(Func<HttpRequest, Task<IResult>> call, string? body, string? ifMatch)
    {
        var context = new DefaultHttpContext { RequestServices = Services };
        if (ifMatch is not null) context.Request.Headers.IfMatch = ifMatch;
        if (body is not null) (context.Request.ContentType, context.Request.Body) = ("application/json", new MemoryStream(Encoding.UTF8.GetBytes(body)));
        var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await call(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, answer.Length == 0 ? default : JsonDocument.Parse(answer.ToArray()).RootElement, context.Response.Headers.ETag);
    }
}
