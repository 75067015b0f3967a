using Intake.Outgoing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Endpoints that are told what happens, for operators.</summary>
public sealed class EndpointFunctions(EndpointDoor door)
{
    /// <summary>Lists them, with what waits.</summary>
    [Function("ListEndpoints")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/endpoints")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ListAsync(request, cancellationToken);

    /// <summary>Lists what they are told.</summary>
    [Function("ListDeliveries")]
    public Task<IResult> Deliveries(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/deliveries")] HttpRequest request, CancellationToken cancellationToken) =>
        door.DeliveriesAsync(request, cancellationToken);

    /// <summary>Sends again to one that was gone.</summary>
    [Function("EnableEndpoint")]
    public Task<IResult> Enable(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/endpoints/{id}/enable")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.EnableAsync(request, id, cancellationToken);

    /// <summary>Sends a try.</summary>
    [Function("TestEndpoint")]
    public Task<IResult> Test(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/endpoints/{id}/test")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.TestAsync(request, id, cancellationToken);
}
