using System.Text;
using Intake.Accounts.Imports;
using Intake.Enrichment;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Intake.Http;

/// <summary>The HTTP side of the account book. The body is put down first, in memory up to a limit and then in a temporary file, since it is read twice;
/// so a file that breaks off on its way changes nothing.</summary>
public sealed class AccountBookDoor(ImportBook import)
{
    private const long MaxBytes = BodyReader.MaxFileBytes;
    private const int InMemory = 256 * 1024;

    private static readonly string[] CsvTypes = ["text/csv", "application/csv", "text/plain", "text/tab-separated-values", "application/vnd.ms-excel"];

    /// <summary>Takes a file of companies.</summary>
    public async Task<IResult> PutAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Options(request) is not { IsValid: true } options) return ProblemAnswer.Of(request, Options(request).Rejection!);
        await using var body = new FileBufferingReadStream(request.Body, InMemory, MaxBytes, Path.GetTempPath());
        if (await PutDownAsync(body, cancellationToken) is { } broken) return ProblemAnswer.Of(request, broken);

        var written = new FileBufferingWriteStream(InMemory);
        await using var report = new BookReport(written);
        await import.HandleAsync(new BookFile(body, options.Value), report, cancellationToken);
        await report.FinishAsync();
        return new ImportAnswer(written, StatusOf(report));
    }

    private static int StatusOf(BookReport report) => report.Stopped is { Kind: not RejectionKind.Unavailable } stopped
        ? ProblemAnswer.StatusOf(stopped.Kind)
        : report.Stopped is not null ? StatusCodes.Status503ServiceUnavailable
        : BulkDocuments.StatusOf(report.Accepted, report.Count(BookOutcome.Rejected), report.Count(BookOutcome.Unavailable));

    private static async Task<Rejection?> PutDownAsync(FileBufferingReadStream body, CancellationToken cancellationToken)
    {
        try
        {
            await body.DrainAsync(cancellationToken);
            return null;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge;
        }
        catch (IOException) when (body.Length >= MaxBytes)
        {
            return TooLarge;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return new Rejection(RejectionKind.Malformed, "The file broke off. Nothing of it was taken.");
        }
    }

    private static Rejection TooLarge => new(RejectionKind.TooLarge, $"The file is larger than {MaxBytes} bytes.");

    private static Parsed<BookOptions> Options(HttpRequest request)
    {
        if (!string.IsNullOrEmpty(request.Headers.ContentEncoding)) return new Rejection(RejectionKind.MediaType, "A compressed body is not taken.");
        if (request.ContentLength > MaxBytes) return TooLarge;
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : null;
        var isJson = type?.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) is true;
        if (!isJson && !CsvTypes.Contains(type?.MediaType.Value, StringComparer.OrdinalIgnoreCase))
            return new Rejection(RejectionKind.MediaType, "Send the file itself as text/csv or application/json.");
        var columns = ColumnsOf(request.Query["columns"].ToString());
        return columns is null || !Flag(request, "partial", out var partial) || !Flag(request, "confirm", out var confirm)
            ? new Rejection(RejectionKind.Fields, "In the query, partial and confirm are true or false, and columns is theirs:ours,... with our names of columns.")
            : new BookOptions(isJson, EncodingOf(type)) { IsPartial = partial, IsConfirmed = confirm, Columns = columns };
    }

    private static Encoding? EncodingOf(MediaTypeHeaderValue? type) => type?.Charset.Value?.Trim('"').ToLowerInvariant() switch
    {
        "utf-16" or "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static bool Flag(HttpRequest request, string name, out bool value)
    {
        value = false;
        return request.Query[name].ToString() is not { Length: > 0 } text || bool.TryParse(text, out value);
    }

    private static Dictionary<string, string>? ColumnsOf(string text)
    {
        Dictionary<string, string> columns = new(StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':', 2, StringSplitOptions.TrimEntries)))
            if (pair is not [var theirs, var ours] || !BookColumns.Readers.ContainsKey(ours) || !columns.TryAdd(Folding.Fold(theirs), ours)) return null;
        return columns;
    }
}
