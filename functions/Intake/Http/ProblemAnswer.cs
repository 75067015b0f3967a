using System.Globalization;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>The one place where a rejection becomes an HTTP answer.</summary>
internal static class ProblemAnswer
{
    private const string RetryAfterSeconds = "5";

    /// <summary>The status of a rejection.</summary>
    public static int StatusOf(RejectionKind kind) => kind switch
    {
        RejectionKind.Unknown or RejectionKind.NotConfigured => StatusCodes.Status404NotFound,
        RejectionKind.MediaType => StatusCodes.Status415UnsupportedMediaType,
        RejectionKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RejectionKind.Malformed => StatusCodes.Status400BadRequest,
        RejectionKind.Fields => StatusCodes.Status422UnprocessableEntity,
        RejectionKind.Signature => StatusCodes.Status401Unauthorized,
        RejectionKind.Conflict => StatusCodes.Status409Conflict,
        RejectionKind.Outdated => StatusCodes.Status412PreconditionFailed,
        RejectionKind.TooMany => StatusCodes.Status429TooManyRequests,
        RejectionKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Problem details for a machine.</summary>
    public static IResult Of(HttpRequest request, Rejection rejection)
    {
        SetHeaders(request, rejection);
        var (type, title) = Words(rejection.Kind);
        var problem = new ProblemDocument(
            $"urn:intake:problem:{type}", title, StatusOf(rejection.Kind), rejection.Detail, Errors(rejection, Caller.Language(request)));
        return Results.Json(problem, HttpJson.Readable.ProblemDocument, "application/problem+json", problem.Status);
    }

    /// <summary>What goes with a rejection, whatever its body is: its headers, and a reference under which it is found.</summary>
    public static void SetHeaders(HttpRequest request, Rejection rejection)
    {
        Refusals.Note(request.HttpContext, rejection);
        var (headers, kind) = (request.HttpContext.Response.Headers, rejection.Kind);
        if (kind == RejectionKind.Unavailable) headers.RetryAfter = RetryAfterSeconds;
        if (rejection.RetryAfter is { } seconds) headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        // Else the server would read on, to find the next request on this connection.
        if (kind == RejectionKind.TooLarge && HttpProtocol.IsHttp11(request.Protocol)) headers.Connection = "close";
    }

    /// <summary>By field, what is wrong with it; null when no field is.</summary>
    public static SortedDictionary<string, string[]>? Errors(Rejection rejection, string? language)
    {
        if (rejection.Errors.IsEmpty) return null;
        return new SortedDictionary<string, string[]>(rejection.Errors.GroupBy(error => error.Field)
            .ToDictionary(field => field.Key, field => field.Select(error => FieldTexts.Of(error, language)).ToArray()),
            StringComparer.Ordinal);
    }

    private static (string Type, string Title) Words(RejectionKind kind) => kind switch
    {
        RejectionKind.Unknown => ("unknown", "Not found"),
        RejectionKind.NotConfigured => ("not-configured", "Not configured"),
        RejectionKind.MediaType => ("media-type", "Unsupported media type"),
        RejectionKind.TooLarge => ("too-large", "Body too large"),
        RejectionKind.Malformed => ("malformed", "Malformed body"),
        RejectionKind.Fields => ("fields", "Fields missing or malformed"),
        RejectionKind.Signature => ("signature", "Signature missing or wrong"),
        RejectionKind.Conflict => ("conflict", "Not possible as things stand"),
        RejectionKind.Outdated => ("outdated", "Changed meanwhile"),
        RejectionKind.TooMany => ("too-many", "Too many requests"),
        RejectionKind.Unavailable => ("unavailable", "Temporarily unavailable"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
