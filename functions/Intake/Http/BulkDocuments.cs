using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>The answer to several submissions in one request.</summary>
internal sealed record BulkDocument(int Accepted, int Rejected, int Unavailable, IReadOnlyList<BulkItemDocument> Items);

/// <summary>What became of one of them.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Outcome"><c>accepted</c>, <c>rejected</c>, or <c>unavailable</c>: post that one again.</param>
/// <param name="Receipt">With which its outcome can be asked.</param>
/// <param name="Status">Where.</param>
/// <param name="Detail">Why it is rejected.</param>
/// <param name="Errors">By field, what is wrong with it.</param>
internal sealed record BulkItemDocument(
    int Index, string Outcome, string? Receipt = null, string? Status = null, string? Detail = null, SortedDictionary<string, string[]>? Errors = null);

/// <summary>Makes the answers.</summary>
internal static class BulkDocuments
{
    /// <summary>202 when all are accepted, 207 when some are, 422 when none is; 503 when the queue did not take all that are right.</summary>
    public static int StatusOf(int accepted, int rejected, int unavailable) => (accepted, rejected, unavailable) switch
    {
        (_, _, > 0) => StatusCodes.Status503ServiceUnavailable,
        (0, > 0, _) => StatusCodes.Status422UnprocessableEntity,
        (_, > 0, _) => StatusCodes.Status207MultiStatus,
        _ => StatusCodes.Status202Accepted,
    };

    /// <summary>The word for an outcome.</summary>
    public static string WordOf(Parsed<string> answer) =>
        answer.IsValid ? "accepted" : answer.Rejection.Kind == RejectionKind.Unavailable ? "unavailable" : "rejected";

    /// <summary>One of several.</summary>
    public static BulkItemDocument Of(int index, Parsed<string> answer, string? language) => answer.IsValid
        ? new BulkItemDocument(index, WordOf(answer), answer.Value, $"/api/receipts/{answer.Value}")
        : new BulkItemDocument(index, WordOf(answer), Detail: answer.Rejection.Detail, Errors: ProblemAnswer.Errors(answer.Rejection, language));
}
