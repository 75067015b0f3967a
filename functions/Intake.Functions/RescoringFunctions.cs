using Intake.Rescoring;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>What a version of the playbook would newly hand off, for marketing and sales to decide.</summary>
public sealed class RescoringFunctions(HeldDoor door)
{
    /// <summary>How far rescoring is, and the leads that wait for a decision.</summary>
    [Function("ListHeld")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/playbook/{version}/handoffs")] HttpRequest request, string version, CancellationToken cancellationToken) =>
        door.ListAsync(request, version, cancellationToken);

    /// <summary>The decision on them.</summary>
    [Function("DecideHeld")]
    public Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/playbook/{version}/handoffs")] HttpRequest request, string version, CancellationToken cancellationToken) =>
        door.DecideAsync(request, version, cancellationToken);
}
