using Intake.Handoffs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Handoffs, for our own systems and people.</summary>
public sealed class HandoffApiFunctions(HandoffDoor door)
{
    /// <summary>Tells a handoff.</summary>
    [Function("ShowHandoff")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/handoffs/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.ShowAsync(request, id, cancellationToken);
}
