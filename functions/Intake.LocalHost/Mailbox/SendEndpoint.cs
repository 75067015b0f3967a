using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Mailbox;

/// <summary>Answers <c>POST /v3/mail/send</c> as SendGrid does, and keeps the mail.</summary>
internal static class SendEndpoint
{
    private const long MaxBytes = 30 * 1024 * 1024;

    internal static async Task<IResult> SendAsync(HttpRequest http, MailboxStore store, IConfiguration settings, CancellationToken cancellationToken)
    {
        if (!IsAuthorized(http, settings["SendGrid:ApiKey"]))
            return Refused(StatusCodes.Status401Unauthorized, "The provided authorization grant is invalid, expired, or revoked");
        if (!http.HasJsonContentType())
            return Refused(StatusCodes.Status415UnsupportedMediaType, "Content-Type should be application/json.");
        if (http.ContentLength > MaxBytes)
            return Refused(StatusCodes.Status413PayloadTooLarge, "The JSON payload you have included in your request is too large.");

        using var json = await ParseAsync(http, cancellationToken);
        return json is null
            ? Refused(StatusCodes.Status400BadRequest, "Bad Request")
            : await SendAsync(json.RootElement, http.HttpContext.Response, store, cancellationToken);
    }

    private static async Task<IResult> SendAsync(JsonElement json, HttpResponse response, MailboxStore store, CancellationToken cancellationToken)
    {
        var errors = new MailErrors();
        if (TryRead(json, errors) is not { } request) return Refused(StatusCodes.Status400BadRequest, "Bad Request");
        if (errors.Any) return Results.Json(errors.Body, MailboxJson.Readable.MailErrorBody, statusCode: StatusCodes.Status400BadRequest);
        if (request.Sandbox) return Results.StatusCode(StatusCodes.Status200OK);

        await store.AddAsync(request.Deliver(store.Now), cancellationToken);
        response.Headers["X-Message-Id"] = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", 22);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static MailRequest? TryRead(JsonElement json, MailErrors errors)
    {
        try
        {
            return MailRequest.Read(json, errors);
        }
        catch (InvalidOperationException)
        {
            // JSON may escape half of a surrogate pair, which is no text.
            return null;
        }
    }

    private static bool IsAuthorized(HttpRequest http, string? key)
    {
        const string scheme = "Bearer ";
        var header = http.Headers.Authorization.ToString();
        return !string.IsNullOrEmpty(key) && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[scheme.Length..].Trim()), Encoding.UTF8.GetBytes(key));
    }

    private static async Task<JsonDocument?> ParseAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        // A body without a length is cut off where the provider would.
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        try
        {
            return await JsonDocument.ParseAsync(http.Body, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Refused(int status, string message) =>
        Results.Json(MailErrors.Single(message), MailboxJson.Readable.MailErrorBody, statusCode: status);
}
