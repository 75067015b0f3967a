using Intake.Teams.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The page on which account managers change their own hours and absences.</summary>
public sealed class TeamPageFunctions(TeamPageHandler handler, TeamLinkDoor door)
{
    /// <summary>Shows the page; changes nothing.</summary>
    [Function("TeamPage")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "team/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        handler.ShowAsync(token, cancellationToken);

    /// <summary>Takes what was filled in.</summary>
    [Function("ChangeOwnTime")]
    public Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "team/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        handler.SubmitAsync(token, request, cancellationToken);

    /// <summary>Mails the link to an account manager; needs a function key.</summary>
    [Function("MailTeamLink")]
    public Task<IResult> Mail(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/team/{id}/link")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.MailAsync(request, id, cancellationToken);
}
