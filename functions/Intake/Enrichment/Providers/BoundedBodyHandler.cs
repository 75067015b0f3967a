using System.Net;
using System.Text;

namespace Intake.Enrichment.Providers;

/// <summary>Reads an answer's body here, up to a limit, so that the time of a try counts for all of it: an answer that drips is as slow as one that
/// does not come. Of what is no success only the head counts.</summary>
internal sealed class BoundedBodyHandler : DelegatingHandler
{
    /// <summary>Largest body, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var body = response.StatusCode == HttpStatusCode.OK ? await ReadAsync(response.Content, cancellationToken) : [];
            response.Content.Dispose();
            response.Content = new ByteArrayContent(body);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (!IsJson(content)) throw new RefusedException(ProviderFault.NotJson);
        if (content.Headers.ContentLength > MaxBytes) throw new RefusedException(ProviderFault.TooLarge);
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxBytes ? buffer[..length] : throw new RefusedException(ProviderFault.TooLarge);
    }

    // We ask for no compression: what comes compressed all the same could be anything once it is opened.
    private static bool IsJson(HttpContent content) =>
        content.Headers.ContentEncoding.Count == 0
        && content.Headers.ContentType is { MediaType: { } type } told
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        && (told.CharSet is null || told.CharSet.Trim('"').Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase));
}
