using Intake.Http;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Intake.Playbooks.Versions;

/// <summary>Reads the files of a proposal from <c>multipart/form-data</c>: each part a file, called as the playbook calls it.</summary>
internal static class PlaybookUpload
{
    // What is around the files.
    private const int Overhead = 16 * 1024;

    private static readonly Rejection Wrong = new(RejectionKind.MediaType, "Send multipart/form-data with a part for each file, such as scoring.json.");
    private static readonly Rejection Broken = new(RejectionKind.Malformed, "The multipart body is broken or cut off.");
    private static readonly Rejection NoFile = new(RejectionKind.Malformed, "Send at least one file, each with its name, such as scoring.json, and each once.");
    private static readonly Rejection TooLarge = new(RejectionKind.TooLarge, $"The files are larger than {PlaybookFiles.MaxBytes} bytes in all.");

    /// <summary>The files; or why they are not taken.</summary>
    public static async Task<Parsed<PlaybookFiles>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return Wrong;
        var body = await BodyReader.ReadAsync(request, jsonOnly: false, cancellationToken, PlaybookFiles.MaxBytes + Overhead);
        if (!body.IsValid) return body.Rejection;
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary) return Broken;
        try
        {
            return Checked(await PartsAsync(new MultipartReader(boundary, new MemoryStream(body.Value, writable: false)), cancellationToken));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return Broken;
        }
    }

    private static async Task<List<KeyValuePair<string, ReadOnlyMemory<byte>>>> PartsAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> parts = [];
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            using var part = new MemoryStream();
            await section.Body.CopyToAsync(part, cancellationToken);
            parts.Add(new(NameOf(section), part.ToArray()));
        }
        return parts;
    }

    // Some clients send the path too.
    private static string NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value?.Split('/', '\\')[^1] ?? ""
            : "";

    private static Parsed<PlaybookFiles> Checked(List<KeyValuePair<string, ReadOnlyMemory<byte>>> parts)
    {
        if (parts.Count == 0 || parts.Any(part => part.Key.Length == 0) || parts.DistinctBy(part => part.Key).Count() < parts.Count) return NoFile;
        return parts.Sum(part => (long)part.Value.Length) > PlaybookFiles.MaxBytes ? TooLarge : new PlaybookFiles(parts);
    }
}
