using System.Collections.Concurrent;
using System.Text.Json;
using Intake.Submissions.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Another system that is told what happens: keeps what it was sent, signed.</summary>
public sealed class WebhookStandIn : IAsyncDisposable
{
    internal const string Secret = "whsec_ZW5kcG9pbnQgc2VjcmV0IG9mIGEgdGVzdCBvbmx5";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<JsonElement> told = new();

    private WebhookStandIn(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single() + "/hook");

    public static async Task<WebhookStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new WebhookStandIn(app);
        app.MapPost("/hook", standIn.ReceiveAsync);
        await app.StartAsync();
        return standIn;
    }

    /// <summary>What was told of a company, by event.</summary>
    public IReadOnlyList<JsonElement> About(string company, string type) =>
        [.. told.Where(one => one.GetProperty("type").GetString() == type && one.GetRawText().Contains(company, StringComparison.Ordinal))];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var state = StandardSignature.Check(Secret, request.Headers["webhook-id"], request.Headers["webhook-timestamp"], request.Headers["webhook-signature"], body.ToArray());
        if (state != SignatureState.Valid) return Results.Unauthorized();
        told.Enqueue(JsonDocument.Parse(body.ToArray()).RootElement);
        return Results.NoContent();
    }
}
