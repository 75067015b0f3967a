using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Intake.Submissions.Bodies;

/// <summary>Reads <c>multipart/form-data</c>. Files are refused, not dropped:
/// whoever attached one must know that it did not arrive.</summary>
internal static class MultipartBody
{
    /// <summary>The body's fields.</summary>
    public static async ValueTask<Parsed<BodyFields>> FieldsAsync(ReadOnlyMemory<byte> body, string? boundary)
    {
        if (boundary is not { Length: > 0 and <= 70 }) return Broken;
        var fields = new BodyFieldsBuilder();
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        try
        {
            var reader = new MultipartReader(boundary, stream) { HeadersCountLimit = 8, HeadersLengthLimit = 2048 };
            while (await reader.ReadNextSectionAsync() is { } section)
                if (await AddAsync(fields, section) is { } rejection) return rejection;
            return fields.Build();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return Broken;
        }
    }

    private static Rejection Broken { get; } = new(RejectionKind.Malformed, "The multipart body is broken or cut off.");

    private static async ValueTask<Rejection?> AddAsync(BodyFieldsBuilder fields, MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name) return Broken;

        using var part = new MemoryStream();
        await section.Body.CopyToAsync(part);
        if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            return part.Length == 0 ? null : new Rejection(RejectionKind.Malformed, "Files are not taken.");

        var bytes = part.ToArray();
        if (!Utf8.IsValid(bytes)) return new Rejection(RejectionKind.Malformed, "The body is not UTF-8.");
        return fields.Add(name, System.Text.Encoding.UTF8.GetString(bytes)) ? null : fields.Rejection;
    }
}
