using Intake.Departures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Who left their company, and who did not after all.</summary>
public sealed class DepartureFunctions(DepartureDoor door)
{
    /// <summary>Takes in that a person left.</summary>
    [Function("PersonLeft")]
    public Task<IResult> Left(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/people/{id}/left")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.LeftAsync(request, id, cancellationToken);

    /// <summary>Takes in that a person is there after all.</summary>
    [Function("PersonReturned")]
    public Task<IResult> Returned(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/people/{id}/returned")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.ReturnedAsync(request, id, cancellationToken);
}
