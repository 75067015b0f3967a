using Intake.Playbooks.Versions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Versions of the playbook. They need a function key.</summary>
public sealed class PlaybookFunctions(PlaybookDoor door)
{
    /// <summary>The version in force and every other one.</summary>
    [Function("ListPlaybooks")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/playbook")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ListAsync(request, cancellationToken);

    /// <summary>Takes a proposal.</summary>
    [Function("ProposePlaybook")]
    public Task<IResult> Propose(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/playbook")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ProposeAsync(request, cancellationToken);

    /// <summary>A version, and what it says otherwise than the one in force.</summary>
    [Function("ShowPlaybook")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/playbook/{version}")] HttpRequest request, string version, CancellationToken cancellationToken) =>
        door.ShowAsync(request, version, cancellationToken);

    /// <summary>A side of the agreement approves a version.</summary>
    [Function("ApprovePlaybook")]
    public Task<IResult> Approve(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/playbook/{version}/approve")] HttpRequest request, string version, CancellationToken cancellationToken) =>
        door.ApproveAsync(request, version, cancellationToken);

    /// <summary>Puts a version in force.</summary>
    [Function("ActivatePlaybook")]
    public Task<IResult> Activate(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/playbook/{version}/activate")] HttpRequest request, string version, CancellationToken cancellationToken) =>
        door.ActivateAsync(request, version, cancellationToken);
}
