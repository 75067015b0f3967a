using Intake.Handoffs.Misplaced;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Handoffs that the territories of today would give to others. They need a function key.</summary>
public sealed class MisplacedFunctions(MisplacedDoor door)
{
    /// <summary>Lists them.</summary>
    [Function("ListMisplaced")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/handoffs/misplaced")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ListAsync(request, cancellationToken);

    /// <summary>Some of them may go on.</summary>
    [Function("ApproveMisplaced")]
    public Task<IResult> Approve(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/handoffs/misplaced/approve")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ApproveAsync(request, cancellationToken);
}
