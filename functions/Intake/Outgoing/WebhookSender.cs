using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Intake.Enrichment.Providers;

namespace Intake.Outgoing;

/// <summary>Tells an endpoint: the edge of the process.</summary>
public interface IWebhookSender
{
    /// <summary>Sends, once; never throws for what the other side does.</summary>
    Task<WebhookOutcome> SendAsync(OutgoingCall call, CancellationToken cancellationToken);
}

/// <summary>What is sent.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Id">The same on each try.</param>
/// <param name="Timestamp">Seconds since 1970.</param>
/// <param name="Signature">One or more, or empty.</param>
/// <param name="Body">JSON.</param>
public sealed record OutgoingCall(Uri Url, string Id, long Timestamp, string Signature, ReadOnlyMemory<byte> Body);

/// <summary>What became of a try. A failure is told by its category, never by what the other side said.</summary>
/// <param name="Failure">Null for delivered; else a word such as <c>timeout</c>, <c>unreachable</c>, <c>refused</c>, <c>status-500</c>.</param>
/// <param name="Gone">It is not there any more: 410.</param>
/// <param name="NotBefore">How long it asked to be left alone; null for nothing.</param>
public sealed record WebhookOutcome(string? Failure, bool Gone = false, TimeSpan? NotBefore = null);

/// <summary>Sends over HTTP. The answer's body is not read: nothing in it matters.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, TimeProvider time) : IWebhookSender
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "endpoints";

    /// <summary>How long a try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task<WebhookOutcome> SendAsync(OutgoingCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = RequestOf(call);
            using var http = clients.CreateClient(Client);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return OutcomeOf(response, time.GetUtcNow());
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && FailureOf(fault) is { } failure)
        {
            return new WebhookOutcome(failure);
        }
    }

    private static HttpRequestMessage RequestOf(OutgoingCall call)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, call.Url) { Content = new ReadOnlyMemoryContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("webhook-id", call.Id);
        request.Headers.Add("webhook-timestamp", call.Timestamp.ToString(CultureInfo.InvariantCulture));
        if (call.Signature.Length > 0) request.Headers.Add("webhook-signature", call.Signature);
        return request;
    }

    private static WebhookOutcome OutcomeOf(HttpResponseMessage response, DateTimeOffset now) => response switch
    {
        { IsSuccessStatusCode: true } => new WebhookOutcome(null),
        { StatusCode: HttpStatusCode.Gone } => new WebhookOutcome("status-410", Gone: true),
        _ => new WebhookOutcome($"status-{(int)response.StatusCode}", NotBefore: Told(response.Headers.RetryAfter, now)),
    };

    private static TimeSpan? Told(RetryConditionHeaderValue? told, DateTimeOffset now) => told?.Delta ?? (told?.Date is { } date && date > now ? date - now : null);

    private static string? FailureOf(Exception fault) => fault switch
    {
        RefusedException or { InnerException: RefusedException } => "refused",
        OperationCanceledException => "timeout",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls",
        HttpRequestException or IOException => "unreachable",
        _ => null,
    };
}
