using Intake.Submissions;
using Intake.Submissions.Bulk;
using Intake.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>The HTTP side of activities that our own systems post.</summary>
public sealed class ActivityDoor(ReceiveActivities receive, IntakeMetrics metrics)
{
    /// <summary>Takes one or several.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken, ActivityList.MaxBytes);
        if (!body.IsValid)
        {
            metrics.Rejected(PostedActivity.Source, body.Rejection.Kind);
            return ProblemAnswer.Of(request, body.Rejection);
        }
        var answer = await receive.HandleAsync(body.Value);
        return answer.IsValid ? Answer(request, answer.Value) : ProblemAnswer.Of(request, answer.Rejection);
    }

    private static IResult Answer(HttpRequest request, BulkAnswer answer)
    {
        var items = answer.Items.Select((item, index) => BulkDocuments.Of(index, item, Caller.Language(request))).ToList();
        int Count(string outcome) => items.Count(item => item.Outcome == outcome);
        var document = new BulkDocument(Count("accepted"), Count("rejected"), Count("unavailable"), items);
        if (document.Unavailable > 0) ProblemAnswer.SetHeaders(request, SubmissionDesk.NotNow);
        return Results.Json(
            document, HttpJson.Readable.BulkDocument, statusCode: BulkDocuments.StatusOf(document.Accepted, document.Rejected, document.Unavailable));
    }
}
