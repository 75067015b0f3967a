using Intake.Accounts;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Intake.Http;

/// <summary>The HTTP side of receipts.</summary>
public sealed class ReceiptDoor(Receipts receipts, ReadReceipt read, TimeProvider time, ILogger<ReceiptDoor> logger)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Tells the outcome of a submission, and nothing about whose it is.</summary>
    public async Task<IResult> ShowAsync(HttpRequest request, string receipt)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (receipts.Open(receipt) is not { } opened)
            return ProblemAnswer.Of(request, new Rejection(RejectionKind.Unknown, "This is not a receipt of ours, or it is too old."));
        return await ReadAsync(opened) is { } state
            ? Results.Json(new OutcomeDocument(WordOf(state)), HttpJson.Default.OutcomeDocument)
            : ProblemAnswer.Of(request, new Rejection(RejectionKind.Unavailable, "The outcome cannot be read just now. Please try again."));
    }

    /// <summary>The answer to an accepted submission.</summary>
    public static IResult Accepted(HttpRequest request, string receipt, int status)
    {
        var address = $"/api/receipts/{receipt}";
        request.HttpContext.Response.Headers.Location = address;
        return Results.Json(new AcceptedDocument(receipt, address), HttpJson.Default.AcceptedDocument, statusCode: status);
    }

    private async Task<Outcome?> ReadAsync(Receipt receipt)
    {
        using var timeout = new CancellationTokenSource(Budget, time);
        try
        {
            return await read(receipt, timeout.Token).WaitAsync(Budget, time, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Whatever storage does, the one who asks gets an answer; what went wrong is for the log.
            ReceiveLog.NotRead(logger, receipt.SubmissionId, e.GetType().Name);
            return null;
        }
    }

    private static string WordOf(Outcome state) => state switch
    {
        Outcome.Pending => "pending",
        Outcome.Scored => "scored",
        Outcome.Duplicate => "duplicate",
        Outcome.Conflict => "conflict",
        Outcome.Forwarded => "forwarded",
        Outcome.Unscored => "unscored",
        Outcome.Quarantined => "quarantined",
        Outcome.Erased => "erased",
        Outcome.DeadLettered => "dead-lettered",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
