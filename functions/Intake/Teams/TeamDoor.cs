using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Handoffs.Leaving;
using Intake.Http;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Teams;

/// <summary>The HTTP side of the team, for our own systems and people: look at it and change it. What would not be valid is refused whole, with all that is wrong.</summary>
public sealed class TeamDoor(TeamRefresh refresh, PlaybookInForce playbooks, CommandDesk desk, Keys keys, LeaveDoor leaving, TimeProvider time)
{
    private static readonly Rejection NoChange = new(RejectionKind.Unknown, "There is no such change, or it is not carried out yet: that takes seconds. The last hundred are told.");
    private static readonly Rejection Outdated = new(RejectionKind.Outdated, "The team has been changed since it was read: GET /api/team tells how it is now.");

    /// <summary>Tells the whole team, with its revision as ETag, and what is wrong with it by the playbook in force.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        var stored = (await refresh.RunAsync(cancellationToken)).Team;
        var problems = TeamDecision.Read(stored.Team, playbooks.Current.Routing).Problems;
        request.HttpContext.Response.Headers.ETag = $"\"{stored.Revision}\"";
        var shown = JsonObject.Create(stored.Team.Clone())!;
        shown.Remove("$schema");
        shown.Insert(0, "revision", stored.Revision);
        if (!problems.IsEmpty) shown["problems"] = new JsonArray([.. problems.Select(problem => (JsonNode)$"{problem.Path}: {problem.Message}")]);
        return Results.Json(shown, TeamJson.Readable.JsonObject);
    }, cancellationToken);

    /// <summary>Takes the whole team.</summary>
    public Task<IResult> PutAsync(HttpRequest request, CancellationToken cancellationToken) => OrderAsync(request, TeamParts.Whole, null, whole => whole, cancellationToken);

    /// <summary>Takes an account manager, a new one or what changes of one; or a company.</summary>
    public Task<IResult> PutAsync(HttpRequest request, string list, string id, CancellationToken cancellationToken) => OrderAsync(request, list, id, given => given, cancellationToken);

    /// <summary>Takes all absences of an account manager: <c>{"absences": [{"from": "...", "until": "...", "deputy": "..."}]}</c>.</summary>
    public Task<IResult> PutAbsencesAsync(HttpRequest request, string id, CancellationToken cancellationToken) => OrderAsync(
        request, TeamParts.AccountManagers, id, given => given.Count == 1 && given["absences"] is JsonArray ? given : null, cancellationToken);

    /// <summary>Takes that an account manager leaves.</summary>
    public Task<IResult> LeaveAsync(HttpRequest request, string id, CancellationToken cancellationToken) => leaving.LeaveAsync(request, id, cancellationToken);

    /// <summary>Tells what became of a change.</summary>
    public Task<IResult> OutcomeAsync(HttpRequest request, string command, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
        (await refresh.RunAsync(cancellationToken)).Team.OutcomeOf(command) is { } outcome
            ? Results.Json(
                new OutcomeDocument(command, outcome.Outcome, outcome.At, outcome.Revision, outcome.Problems), TeamJson.Readable.OutcomeDocument)
            : ProblemAnswer.Of(request, NoChange), cancellationToken);

    private async Task<IResult> OrderAsync(
        HttpRequest request, string part, string? subject, Func<JsonObject, JsonObject?> check, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        if (TeamAnswer.ObjectIn(body.Value) is not { } given || check(given) is not { } value) return ProblemAnswer.Of(request, TeamAnswer.NoObject);
        value.Remove("revision");
        value.Remove("problems");
        return await CommandDesk.OrNotNowAsync(request, async () =>
        {
            var current = (await refresh.RunAsync(cancellationToken)).Team;
            var (seen, wrong) = Seen(request);
            var command = Command(part, subject, JsonSerializer.SerializeToElement(value, TeamJson.Default.JsonObject), current) with { IfRevision = seen };
            if (wrong) return ProblemAnswer.Of(request, Outdated);
            if (subject is not null && !IsFor(subject, value)) return TeamAnswer.Refused(request, [new Problem(TeamDecision.File, "$.id", $"is another than \"{subject}\" in the address")]);
            var outcome = TeamDecision.Of(current, command, playbooks.Current.Routing, time.GetUtcNow()).Outcome;
            if (outcome.Outcome == TeamOutcomes.Conflict) return ProblemAnswer.Of(request, Outdated);
            if (outcome is { Outcome: TeamOutcomes.Refused, Problems: { } problems }) return TeamAnswer.Refused(request, problems);
            await desk.PutAsync(command, cancellationToken);
            return TeamAnswer.Ordered(command.Id);
        }, cancellationToken);
    }

    // Sent twice it is one; after another change it is another.
    private ChangeTeamCommand Command(string part, string? subject, JsonElement value, StoredTeam seen) => new()
    {
        Id = keys.Hash("change-team", part, subject ?? "", value.GetRawText(), $"{seen.Revision}"), At = seen.After(time.GetUtcNow()), Part = part, Subject = subject, Value = value,
    };

    // The revision of If-Match; without one any will do.
    private static (long? Revision, bool Wrong) Seen(HttpRequest request)
    {
        var text = request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0 || text == "*") return (null, false);
        return long.TryParse(text.Replace("W/", "", StringComparison.Ordinal).Trim('"'), out var revision) ? (revision, false) : (null, true);
    }

    private static bool IsFor(string subject, JsonObject value) =>
        value["id"] is not { } id || (id is JsonValue given && given.TryGetValue<string>(out var text) && text == subject);
}
