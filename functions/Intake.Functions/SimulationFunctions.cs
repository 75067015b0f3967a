using Intake.Simulation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Tries versions of the playbook on what happened. They need a function key.</summary>
public sealed class SimulationFunctions(SimulationDoor door)
{
    /// <summary>Orders that a version is tried.</summary>
    [Function("SimulatePlaybook")]
    public Task<IResult> Order(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/playbook/{version}/simulate")] HttpRequest request, string version, CancellationToken cancellationToken) =>
        door.OrderAsync(request, version, cancellationToken);

    /// <summary>How far a simulation is, or its report.</summary>
    [Function("ShowSimulation")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/simulations/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.ShowAsync(request, id, cancellationToken);

    /// <summary>Its chart.</summary>
    [Function("ShowSimulationChart")]
    public Task<IResult> Chart(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/simulations/{id}/chart")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.ChartAsync(request, id, cancellationToken);
}
