using Intake.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Leads that sales has accepted, for sales' systems.</summary>
public sealed class LeadFunctions(LeadDoor door)
{
    /// <summary>Orders that a lead goes to another stage.</summary>
    [Function("MoveLead")]
    public Task<IResult> Move(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/leads/{id}/stage")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.MoveAsync(request, id, cancellationToken);
}
