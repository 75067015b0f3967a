using Intake.Teams;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The team of account managers. They need a function key.</summary>
public sealed class TeamFunctions(TeamDoor door)
{
    /// <summary>The whole team.</summary>
    [Function("ShowTeam")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/team")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, cancellationToken);

    /// <summary>Another whole team.</summary>
    [Function("PutTeam")]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/team")] HttpRequest request, CancellationToken cancellationToken) =>
        door.PutAsync(request, cancellationToken);

    /// <summary>An account manager.</summary>
    [Function("PutAccountManager")]
    public Task<IResult> PutAccountManager(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/team/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.PutAsync(request, TeamParts.AccountManagers, id, cancellationToken);

    /// <summary>The absences of an account manager.</summary>
    [Function("PutAbsences")]
    public Task<IResult> PutAbsences(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/team/{id}/absences")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.PutAbsencesAsync(request, id, cancellationToken);

    /// <summary>An account manager leaves.</summary>
    [Function("LeaveTeam")]
    public Task<IResult> Leave(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/team/{id}/leave")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.LeaveAsync(request, id, cancellationToken);

    /// <summary>A company of the team.</summary>
    [Function("PutCompany")]
    public Task<IResult> PutCompany(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/team/companies/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.PutAsync(request, TeamParts.Companies, id, cancellationToken);

    /// <summary>What became of a change.</summary>
    [Function("ShowTeamChange")]
    public Task<IResult> Outcome(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/team/changes/{command}")] HttpRequest request, string command, CancellationToken cancellationToken) =>
        door.OutcomeAsync(request, command, cancellationToken);
}
