using Intake.Submissions;
using Intake.Submissions.Bodies;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>Reads the bytes of a request up to the limit and not one further, whatever Content-Length says.</summary>
internal static class BodyReader
{
    /// <summary>The most bytes of a file that is read as a stream: what the Functions host lets through.</summary>
    public const long MaxFileBytes = 100 * 1024 * 1024;

    /// <summary>The bytes; or a rejection, of which nothing more is read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="jsonOnly">Whether nothing but JSON is taken.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="max">The most bytes that are taken.</param>
    public static async Task<Parsed<byte[]>> ReadAsync(
        HttpRequest request, bool jsonOnly, CancellationToken cancellationToken, int max = RequestBody.MaxBytes)
    {
        var tooLarge = new Rejection(RejectionKind.TooLarge, $"The body is larger than {max} bytes.");
        if (RequestBody.CheckType(request.ContentType, request.Headers.ContentEncoding, jsonOnly) is { } wrongType) return wrongType;
        if (request.ContentLength > max) return tooLarge;
        try
        {
            return await ReadAsync(request.Body, max, cancellationToken) is { } bytes ? bytes : tooLarge;
        }
        catch (BadHttpRequestException e)
        {
            // The server's own limits, or chunks that do not add up.
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? tooLarge
                : new Rejection(RejectionKind.Malformed, "The body could not be read.");
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream body, int max, CancellationToken cancellationToken)
    {
        var buffer = new byte[max + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > max ? null : buffer[..length];
    }
}
