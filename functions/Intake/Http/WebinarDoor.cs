using Intake.Submissions.Webinars;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>The HTTP side of webinar platforms.</summary>
public sealed class WebinarDoor(ReceiveWebinar receive)
{
    /// <summary>Takes a call.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, string provider, CancellationToken cancellationToken)
    {
        if (receive.Check(provider) is { } off) return ProblemAnswer.Of(request, off);
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);

        var answer = await receive.HandleAsync(provider, name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, body.Value);
        return answer switch
        {
            { Receipt: { IsValid: true } receipt } => ReceiptDoor.Accepted(request, receipt.Value, answer.Status),
            { Receipt.Rejection: { } rejection } => ProblemAnswer.Of(request, rejection),
            { Challenge: { } challenge } => Results.Json(new ChallengeDocument(challenge.PlainToken, challenge.EncryptedToken), HttpJson.Default.ChallengeDocument),
            _ => Results.StatusCode(answer.Status),
        };
    }
}
