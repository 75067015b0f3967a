using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Scoring.Explaining;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Asks the door that explains scores, without a server.</summary>
internal static class Explaining
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public static async Task<(int Status, string Type, string Body)> AskScoreAsync(this Pipeline pipeline, string id, string query = "", string? accept = null, string? language = null)
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Services, Response = { Body = body } };
        (context.Request.Method, context.Request.QueryString) = ("GET", new QueryString(query));
        if (accept is not null) context.Request.Headers.Accept = accept;
        if (language is not null) context.Request.Headers.AcceptLanguage = language;
        await (await pipeline.Get<ScoreDoor>().ShowAsync(context.Request, id, default)).ExecuteAsync(context);
        return (context.Response.StatusCode, context.Response.ContentType!, Encoding.UTF8.GetString(body.ToArray()));
    }

    /// <summary>The explanation of a lead, which there must be.</summary>
    public static async Task<JsonObject> ExplainAsync(this Pipeline pipeline, string id, DateOnly? at = null)
    {
        var (status, _, body) = await pipeline.AskScoreAsync(id, at is { } day ? $"?at={day:yyyy-MM-dd}" : "");
        Assert.Equal((200, ""), (status, status == 200 ? "" : body));
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>The same without what differs between a day when it is today and that day seen from another.</summary>
    public static string Comparable(JsonObject explanation)
    {
        var copy = explanation.DeepClone().AsObject();
        copy.Remove("known");
        return copy.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>Ids of all leads of all accounts.</summary>
    public static async Task<IReadOnlyList<string>> LeadsAsync(this Pipeline pipeline) =>
        [.. (await pipeline.AccountsAsync()).SelectMany(loaded => loaded.State.Leads.Values.Select(lead => LeadId.Of(loaded.State.Account, lead).ToString()))];
}
