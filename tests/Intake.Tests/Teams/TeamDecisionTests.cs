using System.Text.Json;
using CsCheck;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Teams;
using Intake.Tests.Handoffs;

namespace Intake.Tests.Teams;

/// <summary>What commands make of the team.</summary>
public class TeamDecisionTests
{
    private static readonly DateTimeOffset Now = Sample.Amsterdam("2026-10-12 10:00");
    private static readonly StoredTeam First = new() { Revision = 0, Team = Sample.Team.Document!.Value };

    private static ChangeTeamCommand Change(string id, string subject, string value, int minute = 0, string part = TeamParts.AccountManagers) =>
        new() { Id = id, At = Now.AddMinutes(minute), Part = part, Subject = subject, Value = JsonElement.Parse(value) };

    private static TeamDecision Decide(StoredTeam team, ChangeTeamCommand command) => TeamDecision.Of(team, command, Sample.Rules, Now.AddMinutes(30));

    private static Team Read(StoredTeam team) => TeamDecision.Read(team.Team, Sample.Rules).Team!;

    [Fact]
    public void A_change_sets_what_it_names_and_nothing_else()
    {
        var after = Decide(First, Change("c1", "sanne", """{"phone": null, "absences": [{"from": "2026-10-19", "until": "2026-10-23", "deputy": "fenna"}]}"""));

        Assert.Equal((TeamOutcomes.Done, 1), (after.Outcome.Outcome, after.Next.Revision));
        var (was, sanne) = (Sample.Team.ById["sanne"], Read(after.Next).ById["sanne"]);
        Assert.Null(sanne.Phone);
        Assert.Equal(new Absence(new(2026, 10, 19), new(2026, 10, 23), "fenna"), Assert.Single(sanne.Absences));
        Assert.Equal((was.Name, was.Email, was.Weight, was.Deputy), (sanne.Name, sanne.Email, sanne.Weight, sanne.Deputy));
    }

    [Fact]
    public void A_new_account_manager_and_a_company_come_in()
    {
        var company = Decide(First, Change("c1", "lichtveld-de", """{"name": "Lichtveld GmbH", "hours": {"timeZone": "Europe/Berlin", "start": "08:00", "end": "16:00", "days": ["mon"], "holidays": [{"date": "2026-10-12"}]}}""", part: TeamParts.Companies));
        Assert.Equal(TeamOutcomes.Done, company.Outcome.Outcome);
        var joined = Decide(company.Next, Change("c2", "uwe", """{"name": "Uwe", "email": "uwe@lichtveld.example", "language": "de", "territories": ["de-at"], "company": "lichtveld-de", "hours": {"start": "09:00", "end": "15:00"}}"""));

        var uwe = Read(joined.Next).ById["uwe"];
        var calendar = WorkCalendar.For(Sample.Rules.Hours, uwe);
        Assert.Equal((new TimeOnly(9, 0), new TimeOnly(15, 0), "Europe/Berlin"), (calendar.Start, calendar.End, calendar.Zone.Id));
        Assert.False(calendar.Works(new DateOnly(2026, 10, 12)));
        Assert.True(calendar.Works(new DateOnly(2026, 10, 19)));
    }

    [Fact]
    public void The_same_command_again_changes_nothing()
    {
        var command = Change("c1", "sanne", """{"phone": "+31335550199"}""");
        var once = Decide(First, command).Next;
        var again = Decide(once, command);
        Assert.Same(once, again.Next);
        Assert.Equal(TeamOutcomes.Done, again.Outcome.Outcome);
    }

    [Fact]
    public void What_would_not_be_valid_is_refused_whole_with_all_that_is_wrong()
    {
        var refused = Decide(First, Change("c1", "lukas", """{"email": "nowhere", "deputy": "lukas", "territories": ["mars"]}"""));
        Assert.Equal((TeamOutcomes.Refused, 0), (refused.Outcome.Outcome, refused.Next.Revision));
        Assert.Equal(First.Team.GetRawText(), refused.Next.Team.GetRawText());
        Assert.Equal(["$.accountManagers[3].deputy", "$.accountManagers[3].email"], refused.Outcome.Problems!.Value.Select(problem => problem.Path).Order());

        var unserved = Decide(First, Change("c2", "lukas", """{"active": false}"""));
        Assert.Equal(["nobody serves the territory 'de-at'", "nobody serves the territory 'german-speaking'"], unserved.Outcome.Problems!.Value.Select(problem => problem.Message));
    }

    [Fact]
    public void Nobody_is_taken_out_of_a_team()
    {
        var one = """{"accountManagers": [{"id": "joris", "name": "Joris", "email": "joris@lichtveld.example", "language": "nl", "territories": []}]}""";
        var whole = new ChangeTeamCommand { Id = "c1", At = Now, Part = TeamParts.Whole, Value = JsonElement.Parse(one) };
        Assert.Contains(Decide(First, whole).Outcome.Problems!.Value, problem => problem.Message.StartsWith("\"sanne\" is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_wrong_before_keeps_nobody_from_a_holiday()
    {
        var rules = Sample.Rules with { Territories = [.. Sample.Rules.Territories, new Territory { Id = "mars", Countries = ["MA"] }] };
        var after = TeamDecision.Of(First, Change("c1", "sanne", """{"absences": [{"from": "2026-10-19", "until": "2026-10-23"}]}"""), rules, Now);
        Assert.Equal(TeamOutcomes.Done, after.Outcome.Outcome);
    }

    [Fact]
    public void A_change_of_another_revision_than_was_seen_is_a_conflict()
    {
        var seen = Change("c1", "sanne", """{"phone": "+31335550199"}""") with { IfRevision = 0 };
        Assert.Equal(TeamOutcomes.Done, Decide(First, seen).Outcome.Outcome);
        var later = Decide(First, Change("c0", "bram", """{"phone": "+31335550198"}""")).Next;
        Assert.Equal(TeamOutcomes.Conflict, Decide(later, seen).Outcome.Outcome);
    }

    [Fact]
    public void Another_address_is_believed_to_take_mail()
    {
        var noted = Decide(First, Change("c1", "sanne", """{"unreachableSince": "2026-10-12T08:00:00Z"}""")).Next;
        Assert.Equal(["sanne"], Read(noted).Unreachable);
        Assert.Equal(["sanne"], Read(Decide(noted, Change("c2", "sanne", """{"phone": "+31335550199"}""")).Next).Unreachable);
        var newer = Decide(First, Change("c4", "sanne", """{"email": "s.dewit@lichtveld.example"}""", 5)).Next;
        Assert.Equal(TeamOutcomes.Overtaken, Decide(newer, Change("c5", "sanne", """{"unreachableSince": "2026-10-12T08:00:00Z"}""", 1)).Outcome.Outcome);
        Assert.Empty(Read(Decide(noted, Change("c3", "sanne", """{"email": "s.dewit@lichtveld.example"}""")).Next).Unreachable);
    }

    [Fact]
    public void Whatever_the_order_in_which_commands_are_carried_out_and_however_often_the_team_is_the_same() =>
        Gen.Select(Commands, Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample((commands, one, other) =>
        {
            var (a, b) = (Apply(commands, new Random(one)), Apply(commands, new Random(other)));
            Assert.Equal(Json(a), Json(b));
        }, iter: 400);

    // Each of them is valid by itself and together with any others.
    private static readonly Gen<ChangeTeamCommand[]> Commands = Gen.Select(
        Handoffs.Teams.Any("sanne", "bram", "fenna"), Gen.Int[0, 4], Gen.Int[1, 9], Gen.Int[0, 25]).Array[1, 8].Select(changes => changes.Select((change, number) =>
            change.Item2 == 4
                ? new ChangeTeamCommand { Id = $"c{number}", At = Now.AddMinutes(change.Item4), Part = TeamParts.Whole, Value = Whole(change.Item3) }
                : Change($"c{number}", change.Item1, change.Item2 switch
                {
                    0 => $$"""{"phone": "+3133555010{{change.Item3}}"}""",
                    1 => $$"""{"weight": {{change.Item3}}, "capacity": {{change.Item3}}}""",
                    2 => $$"""{"absences": [{"from": "2026-11-0{{change.Item3}}", "until": "2026-11-10"}]}""",
                    _ => """{"phone": null}""",
                }, change.Item4)).ToArray());

    private static JsonElement Whole(int weight) =>
        JsonElement.Parse(Sample.Team.Document!.Value.GetRawText().Replace("\"weight\": 2", $"\"weight\": {weight}", StringComparison.Ordinal));

    private static StoredTeam Apply(ChangeTeamCommand[] commands, Random random) =>
        commands.Concat(commands).OrderBy(_ => random.Next()).Aggregate(First, (team, command) => Decide(team, command).Next);

    // Members in an order of their own: that tells nothing.
    private static string Json(StoredTeam team) => string.Join('\n', Read(team).ById.Values.OrderBy(manager => manager.Id, StringComparer.Ordinal)
        .Select(manager => $"{manager.Id} {manager.Phone} {manager.Weight} {manager.Capacity} {string.Join(',', manager.Absences)}"));
}
