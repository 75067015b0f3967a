using Intake.Submissions;
using Intake.Submissions.Webinars;
using Intake.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>The HTTP side of webinar platforms.</summary>
public sealed class WebinarDoor(ReceiveWebinar receive, IntakeMetrics metrics)
{
    /// <summary>Takes a call.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, string provider, CancellationToken cancellationToken)
    {
        if (receive.Check(provider) is { } off) return TurnAway(request, off);
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return TurnAway(request, body.Rejection);

        var answer = await receive.HandleAsync(
            provider, name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, body.Value);
        return answer switch
        {
            { Receipt: { IsValid: true } receipt } => ReceiptDoor.Accepted(request, receipt.Value, answer.Status),
            { Receipt.Rejection: { } rejection } => ProblemAnswer.Of(request, rejection),
            { Challenge: { } challenge } => Results.Json(
                new ChallengeDocument(challenge.PlainToken, challenge.EncryptedToken), HttpJson.Default.ChallengeDocument),
            _ => Results.StatusCode(answer.Status),
        };
    }
    // The name in the address is a stranger's text until it is known, so it is no tag.
    private IResult TurnAway(HttpRequest request, Rejection rejection)
    {
        metrics.Rejected("webinar", rejection.Kind);
        return ProblemAnswer.Of(request, rejection);
    }
}
