using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Tests.Submissions.Support;

/// <summary>A provider of captchas that answers as it is told.</summary>
internal sealed class CaptchaStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Queue<(int Status, string Body)> answers = new();

    private CaptchaStandIn(WebApplication app)
    {
        this.app = app;
        app.Run(AnswerAsync);
    }

    public List<IReadOnlyDictionary<string, string>> Asked { get; } = [];

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Answers nothing until this ends.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static async Task<CaptchaStandIn> StartAsync(params (int Status, string Body)[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var standIn = new CaptchaStandIn(builder.Build());
        foreach (var answer in answers) standIn.answers.Enqueue(answer);
        await standIn.app.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Asked.Add(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        await Gate;
        var (status, body) = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }
}
