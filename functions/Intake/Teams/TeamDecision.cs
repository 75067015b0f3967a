using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Teams;

/// <summary>What a command makes of the team.</summary>
/// <param name="Next">The team after it, with what became of the command.</param>
/// <param name="Outcome">What became of the command.</param>
internal sealed record TeamDecision(StoredTeam Next, TeamOutcome Outcome)
{
    /// <summary>Name of what is sent, in problems.</summary>
    public const string File = "team";

    private const int OutcomesKept = 100;

    /// <summary>Decides. The same command again changes nothing.</summary>
    /// <param name="current">The team as it stands.</param>
    /// <param name="command">The command.</param>
    /// <param name="rules">The territories that there are.</param>
    /// <param name="now">The time.</param>
    public static TeamDecision Of(StoredTeam current, ChangeTeamCommand command, RoutingRules rules, DateTimeOffset now)
    {
        if (current.OutcomeOf(command.Id) is { } before) return new TeamDecision(current, before);
        if (command.IfRevision is { } seen && seen != current.Revision) return Unchanged(current, command, TeamOutcomes.Conflict, now);
        var marks = new TeamMarks(current.Marks, command);
        var edited = TeamEdit.Apply(JsonObject.Create(current.Team.Clone())!, command, marks);
        if (!marks.Any || command.At <= now - TeamMarks.Kept) return Unchanged(current, command, TeamOutcomes.Overtaken, now);

        var team = JsonSerializer.SerializeToElement(edited, TeamJson.Default.JsonObject);
        var problems = NewProblems(current.Team, team, rules);
        if (!problems.IsEmpty) return Unchanged(current, command, TeamOutcomes.Refused, now, problems);
        var outcome = new TeamOutcome(command.Id, now, TeamOutcomes.Done, current.Revision + 1);
        return new TeamDecision(
            new StoredTeam { Revision = outcome.Revision, Team = team, Marks = marks.After(now), Outcomes = With(current, outcome) }, outcome);
    }

    /// <summary>All that is wrong with a team.</summary>
    public static (Team? Team, ImmutableArray<Problem> Problems) Read(JsonElement json, RoutingRules rules)
    {
        var problems = new Problems();
        var team = Team.Parse(JsonSerializer.SerializeToUtf8Bytes(json, TeamJson.Default.JsonElement), File, problems);
        team?.Check(rules, File, problems);
        return (team, [.. problems.Found]);
    }

    // What was wrong before, as after the territories changed, keeps nobody from going on holiday.
    private static ImmutableArray<Problem> NewProblems(JsonElement before, JsonElement after, RoutingRules rules)
    {
        var (was, is_) = (Read(before, rules), Read(after, rules));
        var gone = was.Team?.ById.Keys.Where(id => is_.Team?.Find(id) is null && is_.Team is not null).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();
        return
        [
            .. is_.Problems.Except(was.Problems),
            .. gone.Select(id => new Problem(File, "$.accountManagers", $"\"{id}\" is missing: handoffs tell of everybody who ever was; who left is not active")),
        ];
    }

    private static TeamDecision Unchanged(StoredTeam current, ChangeTeamCommand command, string what, DateTimeOffset now, ImmutableArray<Problem>? problems = null)
    {
        var outcome = new TeamOutcome(command.Id, now, what, current.Revision, problems);
        return new TeamDecision(current with { Outcomes = With(current, outcome) }, outcome);
    }

    private static ImmutableArray<TeamOutcome> With(StoredTeam current, TeamOutcome outcome) =>
        [.. (current.Outcomes ?? []).Append(outcome).TakeLast(OutcomesKept)];
}
