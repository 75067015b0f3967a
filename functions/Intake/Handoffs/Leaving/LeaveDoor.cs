using System.Text.Json.Nodes;
using Intake.Http;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Teams;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs.Leaving;

/// <summary>Takes in that somebody leaves, where the team is valid without them.</summary>
public sealed class LeaveDoor(TeamRefresh refresh, PlaybookInForce playbooks, CommandDesk desk, Keys keys, TimeProvider time)
{
    private const string Successor = "successor";

    private static readonly Rejection Nobody = new(RejectionKind.Unknown, "The team has nobody of that id.");

    /// <summary>Takes it: <c>{}</c>, or <c>{"successor": "..."}</c> with the id of who gets what is open.</summary>
    public async Task<IResult> LeaveAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        if (TeamAnswer.ObjectIn(body.Value) is not { } given || given.Any(pair => pair.Key != Successor || pair.Value is not JsonValue value || !value.TryGetValue<string>(out _)))
            return ProblemAnswer.Of(request, TeamAnswer.NoObject);
        var successor = (string?)given[Successor];
        return await CommandDesk.OrNotNowAsync(request, async () =>
        {
            var current = (await refresh.RunAsync(cancellationToken)).Team;
            var team = TeamDecision.Read(current.Team, playbooks.Current.Routing).Team;
            if (team?.Find(id) is null) return ProblemAnswer.Of(request, Nobody);
            if (successor is not null && (successor == id || team.Find(successor) is not { Active: true }))
                return TeamAnswer.Refused(request, [new Problem(TeamDecision.File, "$.successor", $"\"{successor}\" is no other account manager who is here")]);

            var root = keys.Hash("leave", id, successor ?? "", $"{current.Revision}");
            var command = new LeaveCommand { Id = root, At = current.After(time.GetUtcNow()), AccountManager = id, Successor = successor, Root = root };
            var outcome = TeamDecision.Of(current, LeaveHandler.ChangeOf(command), playbooks.Current.Routing, time.GetUtcNow()).Outcome;
            if (outcome is { Outcome: TeamOutcomes.Refused, Problems: { } problems }) return TeamAnswer.Refused(request, problems);
            await desk.PutAsync(command, cancellationToken);
            return TeamAnswer.Ordered(root);
        }, cancellationToken);
    }
}
