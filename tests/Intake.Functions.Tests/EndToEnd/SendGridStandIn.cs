using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Answers SendGrid's <c>POST /v3/mail/send</c> and keeps what it was sent.</summary>
public sealed class SendGridStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<SentMail> mails = new();

    private SendGridStandIn(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<SentMail> Mails => [.. mails];

    /// <summary>Called after a mail was taken and before that is said.</summary>
    public Action BeforeAnswer { get; set; } = () => { };

    /// <summary>Listens at an address, or at any free port of this machine.</summary>
    public static async Task<SendGridStandIn> StartAsync(string? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address ?? "http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new SendGridStandIn(app);
        app.MapPost("/v3/mail/send", standIn.ReceiveAsync);
        await app.StartAsync();
        return standIn;
    }

    public IReadOnlyList<SentMail> About(string text) =>
        [.. Mails.Where(mail => mail.Subject.Contains(text, StringComparison.Ordinal) || mail.Text.Contains(text, StringComparison.Ordinal))];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.Headers.Authorization)) return Results.StatusCode((int)HttpStatusCode.Unauthorized);
        using var json = await JsonDocument.ParseAsync(request.Body);
        var mail = Read(json.RootElement);
        mails.Enqueue(mail);
        BeforeAnswer();
        request.HttpContext.Response.Headers["X-Message-Id"] = Guid.NewGuid().ToString("N");
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static SentMail Read(JsonElement json)
    {
        var personalization = json.GetProperty("personalizations")[0];
        var contents = json.GetProperty("content").EnumerateArray()
            .ToDictionary(content => content.GetProperty("type").GetString()!, content => content.GetProperty("value").GetString()!);
        var subject = json.TryGetProperty("subject", out var top) ? top : personalization.GetProperty("subject");
        return new SentMail(
            personalization.GetProperty("to")[0].GetProperty("email").GetString()!, subject.GetString()!,
            contents["text/html"], contents["text/plain"], json.GetRawText());
    }
}

public sealed record SentMail(string To, string Subject, string Html, string Text, string Raw);
