using System.Net;
using Intake.Papers;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Asks for files and downloads them, by the real functions on the double.</summary>
internal static class PaperFlow
{
    public const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    /// <summary>Puts the sample's files, as the development set-up does.</summary>
    public static Task PutAssetsAsync(this Pipeline pipeline) => pipeline.Get<SampleAssets>().PutAsync(default);

    /// <summary>Asks for content at its door.</summary>
    public static async Task<string> AskAsync(this Pipeline pipeline, string content, string fields, string accept = "application/json", string type = "application/json")
    {
        var (context, answer) = await RunAsync(pipeline, HttpMethods.Post, $"/api/whitepapers/{content}", request =>
        {
            request.ContentType = type;
            request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(fields));
            request.Headers.Accept = accept;
            return new WhitepaperFunctions(pipeline.Get<Http.FormDoor>()).Post(request, content, default);
        });
        Assert.True(context.Response.StatusCode is 202 or 303, $"{context.Response.StatusCode}");
        return context.Response.StatusCode == 303 ? context.Response.Headers.Location.ToString() : System.Text.Encoding.UTF8.GetString(answer);
    }

    /// <summary>The token in the newest mail.</summary>
    public static string TokenOf(TakenMail mail) => Between(mail.Mail.Text, "/papers/", "?");

    /// <summary>What stands between two marks.</summary>
    public static string Between(string text, string from, string until)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        Assert.True(start >= from.Length, $"There is no {from}.");
        var end = text.IndexOf(until, start, StringComparison.Ordinal);
        return text[start..(end < 0 ? text.Length : end)];
    }

    /// <summary>Gets the page of a file.</summary>
    public static Task<PaperAnswer> PageAsync(this Pipeline pipeline, string token, string language = "en") => GetAsync(
        pipeline, HttpMethods.Get, $"/papers/{token}", request => new PaperFunctions(pipeline.Get<PaperDoor>()).ShowAsync(request, token), ("Accept-Language", language));

    /// <summary>Gets the file.</summary>
    public static Task<PaperAnswer> DownloadAsync(this Pipeline pipeline, string token, string method = "GET", params (string Name, string Value)[] headers) => GetAsync(
        pipeline, method, $"/papers/{token}/file", request => new PaperFunctions(pipeline.Get<PaperDoor>()).DownloadAsync(request, token), headers);

    /// <summary>Gets a file that is free.</summary>
    public static Task<PaperAnswer> FreeAsync(this Pipeline pipeline, string content, string query = "", params (string Name, string Value)[] headers) => GetAsync(
        pipeline, "GET", $"/api/whitepapers/{content}/file{query}", request => new PaperFunctions(pipeline.Get<PaperDoor>()).FreeAsync(request, content), headers);

    /// <summary>Runs a function for a request, as the host does.</summary>
    public static async Task<(HttpContext Context, byte[] Body)> RunAsync(
        this Pipeline pipeline, string method, string path, Func<HttpRequest, Task<IResult>> run)
    {
        var context = new DefaultHttpContext { RequestServices = Services };
        var body = new MemoryStream();
        context.Response.Body = body;
        (context.Request.Method, context.Request.Path) = (method, path.Split('?')[0]);
        context.Request.QueryString = path.Contains('?', StringComparison.Ordinal) ? new QueryString(path[path.IndexOf('?', StringComparison.Ordinal)..]) : default;
        await pipeline.Pump.FinishAsync(AnswerAsync());
        return (context, body.ToArray());

        async Task AnswerAsync() => await (await run(context.Request)).ExecuteAsync(context);
    }

    private static async Task<PaperAnswer> GetAsync(
        Pipeline pipeline, string method, string path, Func<HttpRequest, Task<IResult>> run, params (string Name, string Value)[] headers)
    {
        var (context, body) = await RunAsync(pipeline, method, path, request =>
        {
            request.Headers.UserAgent = Firefox;
            foreach (var (name, value) in headers) request.Headers[name] = value;
            return run(request);
        });
        return new PaperAnswer((HttpStatusCode)context.Response.StatusCode, context.Response.Headers, body);
    }
}

/// <summary>What a browser got.</summary>
internal sealed record PaperAnswer(HttpStatusCode Status, IHeaderDictionary Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
