using System.Net;
using System.Text.Json;
using Intake.Playbooks;
using Newtonsoft.Json.Linq;

namespace Intake.Enrichment.Providers;

/// <summary>Makes of a provider's response an answer. Pure.</summary>
internal static class AnswerReader
{
    // The same member twice could be read in two ways.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>What a response means.</summary>
    /// <param name="response">The response; its body is small.</param>
    /// <param name="body">Its body.</param>
    /// <param name="options">Settings of the provider.</param>
    /// <param name="now">The time.</param>
    public static ProviderAnswer Read(HttpResponseMessage response, ReadOnlyMemory<byte> body, ProviderOptions options, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (options.NotFoundStatuses.Contains(status)) return new ProviderAnswer.NotFound();
        return response.StatusCode switch
        {
            HttpStatusCode.OK => Read(body, options),
            HttpStatusCode.NoContent => new ProviderAnswer.NotFound(),
            HttpStatusCode.TooManyRequests => new ProviderAnswer.Failed(ProviderFault.Throttled, NotBefore(response, now)),
            HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden => new ProviderAnswer.Failed(ProviderFault.Denied),
            _ when status is >= 300 and < 400 => new ProviderAnswer.Failed(ProviderFault.Redirected),
            _ when status >= 500 => new ProviderAnswer.Failed(ProviderFault.Unavailable, NotBefore(response, now)),
            _ => new ProviderAnswer.Failed(ProviderFault.Unexpected),
        };
    }

    private static ProviderAnswer Read(ReadOnlyMemory<byte> body, ProviderOptions options)
    {
        if (Parse(body) is not { } json) return new ProviderAnswer.Failed(ProviderFault.Unreadable);
        var facts = FactsReader.Read(json, options.Paths);
        return facts.IsEmpty ? new ProviderAnswer.NotFound() : new ProviderAnswer.Found(facts);
    }

    private static JToken? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Strict);
            return JsonPaths.Of(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // the second is how a lone surrogate in a text is told
        }
    }

    // What lies in the past is none, and nobody makes us wait for ever.
    private static DateTimeOffset? NotBefore(HttpResponseMessage response, DateTimeOffset now)
    {
        var told = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => now + (delta < LongestWait ? delta : LongestWait),
            { Date: { } date } => date < now + LongestWait ? date.ToUniversalTime() : now + LongestWait,
            _ => now,
        };
        return told > now ? told : null;
    }
}
