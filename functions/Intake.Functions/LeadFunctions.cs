using Intake.Scoring.Explaining;
using Intake.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Leads, for our own systems and people.</summary>
public sealed class LeadFunctions(LeadDoor door, ScoreDoor scores)
{
    /// <summary>Orders that a lead goes to another stage.</summary>
    [Function("MoveLead")]
    public Task<IResult> Move(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/leads/{id}/stage")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.MoveAsync(request, id, cancellationToken);

    /// <summary>Explains the score of a lead on a day.</summary>
    [Function("ExplainScore")]
    public Task<IResult> Score(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/leads/{id}/score")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        scores.ShowAsync(request, id, cancellationToken);
}
