using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The quarantine, for operators.</summary>
public sealed class QuarantineFunctions(QuarantineDoor door)
{
    /// <summary>Tells what waits to be judged.</summary>
    [Function("ListQuarantine")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/quarantine")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ListAsync(request, cancellationToken);

    /// <summary>Lets a submission go.</summary>
    [Function("ReleaseQuarantined")]
    public Task<IResult> Release(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/quarantine/{id}/release")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.ReleaseAsync(request, id, cancellationToken);

    /// <summary>Says that a submission is rightly held.</summary>
    [Function("DiscardQuarantined")]
    public Task<IResult> Discard(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/quarantine/{id}/discard")] HttpRequest request,
        string id, CancellationToken cancellationToken) =>
        door.DiscardAsync(request, id, cancellationToken);
}
