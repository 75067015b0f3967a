using Intake.Handoffs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The links in the mail to sales.</summary>
public sealed class AnswerFunctions(AnswerHandler handler)
{
    /// <summary>Shows the page; changes nothing.</summary>
    [Function("AnswerPage")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "answer/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        handler.ShowAsync(token, AnswerForm.FromQuery(request.Query), cancellationToken);

    /// <summary>Takes the answer.</summary>
    [Function("Answer")]
    public async Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "answer/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        await handler.SubmitAsync(token, await AnswerForm.ReadAsync(request, cancellationToken), cancellationToken);
}
