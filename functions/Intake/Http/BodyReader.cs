using Intake.Submissions;
using Intake.Submissions.Bodies;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>Reads the bytes of a request up to the limit and not one further, whatever Content-Length says.</summary>
internal static class BodyReader
{
    private static readonly Rejection TooLarge = new(RejectionKind.TooLarge, $"The body is larger than {RequestBody.MaxBytes} bytes.");

    /// <summary>The bytes; or a rejection, of which nothing more is read.</summary>
    public static async Task<Parsed<byte[]>> ReadAsync(HttpRequest request, bool jsonOnly, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request.ContentType, request.Headers.ContentEncoding, jsonOnly) is { } wrongType) return wrongType;
        if (request.ContentLength > RequestBody.MaxBytes) return TooLarge;
        try
        {
            return await ReadAsync(request.Body, cancellationToken) is { } bytes ? bytes : TooLarge;
        }
        catch (BadHttpRequestException e)
        {
            // The server's own limits, or chunks that do not add up.
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge
                : new Rejection(RejectionKind.Malformed, "The body could not be read.");
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[RequestBody.MaxBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > RequestBody.MaxBytes ? null : buffer[..length];
    }
}
