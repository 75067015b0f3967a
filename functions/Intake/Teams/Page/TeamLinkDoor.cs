using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Teams.Page;

/// <summary>Takes in that an account manager is to be mailed the link to the page about their own time. The link itself is told to nobody else.</summary>
public sealed class TeamLinkDoor(TeamRefresh refresh, Handoffs.TeamInForce teams, CommandDesk desk, Keys keys, TimeProvider time)
{
    private static readonly Rejection Nobody = new(RejectionKind.Unknown, "The team has nobody of that id who is here.");

    /// <summary>Takes it: 202. Asked twice in a minute it is one mail.</summary>
    public Task<IResult> MailAsync(HttpRequest request, string id, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        await refresh.RunAsync(cancellationToken);
        if (teams.Current.Find(id) is not { Active: true }) return ProblemAnswer.Of(request, Nobody);
        var now = time.GetUtcNow();
        await desk.PutAsync(new TeamLinkCommand { Id = keys.Hash("team-link", id, $"{now.UtcDateTime:yyyyMMddHHmm}"), At = now, AccountManager = id }, cancellationToken);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }, cancellationToken);
}
