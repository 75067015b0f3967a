using System.Text;
using System.Text.Json;
using Intake.Accounts;
using Intake.Http;
using Intake.Learning;
using Intake.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Posts to the doors for many, without a server.</summary>
internal static class Door
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public static Task<(int Status, JsonElement Body)> PostActivitiesAsync(this Pipeline pipeline, string json) =>
        PostAsync("application/json", "", Encoding.UTF8.GetBytes(json), request => pipeline.Get<ActivityDoor>().PostAsync(request, default));

    public static Task<(int Status, JsonElement Body)> ImportAsync(this Pipeline pipeline, string csv, string query = "") =>
        pipeline.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), query);

    public static Task<(int Status, JsonElement Body)> ImportAsync(this Pipeline pipeline, Stream csv, string query = "") =>
        PostAsync("text/csv", query, csv, request => pipeline.Get<ImportDoor>().PostAsync(request, default));

    public static Task<(int Status, JsonElement Body)> PutBookAsync(this Pipeline pipeline, string book, string query = "") =>
        pipeline.PutBookAsync(new MemoryStream(Encoding.UTF8.GetBytes(book)), query, book.StartsWith('{') ? "application/json" : "text/csv");

    public static Task<(int Status, JsonElement Body)> PutBookAsync(this Pipeline pipeline, Stream book, string query, string type) =>
        PostAsync(type, query, book, request => pipeline.Get<AccountBookDoor>().PutAsync(request, default));

    /// <summary>Orders that the one lead in charging goes to another stage, or a lead by its id.</summary>
    public static async Task<(int Status, JsonElement Body)> MoveAsync(this Pipeline pipeline, string json, string? id = null)
    {
        var loaded = (await pipeline.AccountsAsync()).First(account => account.State.Leads.ContainsKey("charging:1"));
        id ??= new LeadId(loaded.State.Account.Id, "charging", 1).ToString();
        return await PostAsync("application/json", "", Encoding.UTF8.GetBytes(json), request => pipeline.Get<LeadDoor>().MoveAsync(request, id, default));
    }

    /// <summary>Reads what the answers of some months say.</summary>
    public static Task<(int Status, JsonElement Body)> LearningAsync(this Pipeline pipeline, string query) =>
        PostAsync("", query, [], request => pipeline.Get<LearningDoor>().ShowAsync(request, default));

    /// <summary>Asks the door for endpoints.</summary>
    public static Task<(int Status, JsonElement Body)> AskAsync(
        this Outgoing.EndpointDoor door, Func<Outgoing.EndpointDoor, Func<HttpRequest, CancellationToken, Task<IResult>>> ask, string query = "") =>
        PostAsync("", query, [], request => ask(door)(request, default));

    private static Task<(int Status, JsonElement Body)> PostAsync(string type, string query, byte[] body, Func<HttpRequest, Task<IResult>> post) =>
        PostAsync(type, query, new MemoryStream(body), post);

    private static async Task<(int Status, JsonElement Body)> PostAsync(string type, string query, Stream body, Func<HttpRequest, Task<IResult>> post)
    {
        var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Services, Response = { Body = answer } };
        (context.Request.Method, context.Request.ContentType, context.Request.QueryString, context.Request.Body) = ("POST", type, new QueryString(query), body);
        await (await post(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, JsonDocument.Parse(answer.ToArray()).RootElement);
    }

    /// <summary>The outcomes of the rows or items of an answer, in order.</summary>
    public static IEnumerable<string> Outcomes(this JsonElement body, string list) =>
        body.GetProperty(list).EnumerateArray().Select(item => item.GetProperty("outcome").GetString()!);
}
