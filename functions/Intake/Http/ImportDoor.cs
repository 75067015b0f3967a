using System.Text;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Imports;
using Intake.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Intake.Http;

/// <summary>The HTTP side of files. The answer begins when the file is read: before, many clients do not listen, and both would wait for each other.
/// Until then the report is in memory, or above a limit in a temporary file, and has nothing personal in it.</summary>
public sealed class ImportDoor(PlaybookInForce playbooks, ReceiveImport receive, IntakeMetrics metrics)
{
    private const long MaxBytes = BodyReader.MaxFileBytes;
    private const int InMemory = 256 * 1024;

    private static readonly string[] Types =
    [
        "text/csv", "application/csv", "text/plain", "text/tab-separated-values", "application/vnd.ms-excel", "application/octet-stream",
    ];

    /// <summary>Takes a file.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Check(request) is { } wrong) return Refuse(request, wrong);
        var options = ImportOptions.Read(name => request.Query[name].ToString(), playbooks.Current);
        if (!options.IsValid) return Refuse(request, options.Rejection);

        var written = new FileBufferingWriteStream(InMemory);
        await using var report = new ImportReport(written, error => FieldTexts.Of(error, Caller.Language(request)));
        await receive.HandleAsync(request.Body, EncodingOf(request), options.Value, report, cancellationToken);
        await report.FinishAsync();
        return new ImportAnswer(written, StatusOf(report));
    }

    private static int StatusOf(ImportReport report) => report.Stopped is { Kind: not RejectionKind.Unavailable } stopped
        ? ProblemAnswer.StatusOf(stopped.Kind)
        : BulkDocuments.StatusOf(report.Accepted, report.Rejected, report.Unavailable);

    private static Rejection? Check(HttpRequest request)
    {
        if (!string.IsNullOrEmpty(request.Headers.ContentEncoding)) return new Rejection(RejectionKind.MediaType, "A compressed body is not taken.");
        if (TypeOf(request)?.MediaType.Value is not { } type || !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            return new Rejection(RejectionKind.MediaType, "Send the file itself as text/csv.");
        return request.ContentLength > MaxBytes ? new Rejection(RejectionKind.TooLarge, $"The file is larger than {MaxBytes} bytes.") : null;
    }

    private static Encoding? EncodingOf(HttpRequest request) => TypeOf(request)?.Charset.Value?.Trim('"').ToLowerInvariant() switch
    {
        "utf-16" or "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static MediaTypeHeaderValue? TypeOf(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type : null;

    private IResult Refuse(HttpRequest request, Rejection rejection)
    {
        metrics.Rejected(CardRow.Source, rejection.Kind);
        return ProblemAnswer.Of(request, rejection);
    }
}

/// <summary>Sends a report that was written before.</summary>
internal sealed class ImportAnswer(FileBufferingWriteStream report, int status) : IResult, IStatusCodeHttpResult
{
    /// <inheritdoc/>
    public int? StatusCode => status;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var written = report;
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = written.Length;
        if (status == StatusCodes.Status503ServiceUnavailable) ProblemAnswer.SetHeaders(httpContext.Request, SubmissionDesk.NotNow);
        await written.DrainBufferAsync(httpContext.Response.Body, httpContext.RequestAborted);
    }
}
