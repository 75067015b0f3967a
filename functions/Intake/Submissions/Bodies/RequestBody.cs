using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace Intake.Submissions.Bodies;

/// <summary>From the bytes of a request to its fields, or a typed rejection. Nothing it is given makes it throw.</summary>
public static class RequestBody
{
    /// <summary>The most that is read of any body.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly Rejection WrongType =
        new(RejectionKind.MediaType, "Send application/json, application/x-www-form-urlencoded or multipart/form-data.");

    private static readonly Rejection NotUtf8 = new(RejectionKind.Malformed, "The body must be UTF-8.");

    /// <summary>Why a body of this type is not read at all; null when it is.</summary>
    public static Rejection? CheckType(string? contentType, string? contentEncoding, bool jsonOnly = false)
    {
        if (!string.IsNullOrEmpty(contentEncoding) && !contentEncoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return new Rejection(RejectionKind.MediaType, "A compressed body is not taken.");
        return KindOf(contentType, out _) switch
        {
            BodyKind.Other => WrongType,
            not BodyKind.Json when jsonOnly => new Rejection(RejectionKind.MediaType, "Send application/json."),
            _ => null,
        };
    }

    /// <summary>The fields of a body of at most <see cref="MaxBytes"/>.</summary>
    public static async ValueTask<Parsed<BodyFields>> FieldsAsync(string? contentType, ReadOnlyMemory<byte> body)
    {
        var kind = KindOf(contentType, out var type);
        if (kind == BodyKind.Other || type is null) return WrongType;
        if (body.Length > MaxBytes) return new Rejection(RejectionKind.TooLarge, $"More than {MaxBytes} bytes.");
        if (type.Charset.HasValue && !IsUtf8(type.Charset.Value)) return NotUtf8;

        var text = WithoutByteOrderMark(body);
        return kind switch
        {
            BodyKind.Multipart => await MultipartBody.FieldsAsync(body, HeaderUtilities.RemoveQuotes(type.Boundary).Value),
            _ when !Utf8.IsValid(text.Span) => NotUtf8,
            BodyKind.Json => JsonBody.Fields(text),
            _ => UrlEncodedBody.Fields(text.Span),
        };
    }

    /// <summary>The bytes without the mark that some editors and platforms put in front of UTF-8.</summary>
    internal static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private enum BodyKind { Other, Json, UrlEncoded, Multipart }

    private static BodyKind KindOf(string? contentType, out MediaTypeHeaderValue? type)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out type)) return BodyKind.Other;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => BodyKind.Json,
            "application/x-www-form-urlencoded" => BodyKind.UrlEncoded,
            "multipart/form-data" => BodyKind.Multipart,
            _ => BodyKind.Other,
        };
    }

    private static bool IsUtf8(string charset) =>
        charset.Trim('"').ToLowerInvariant() is "utf-8" or "utf8" or "us-ascii";
}
