using Intake.Handoffs;

namespace Intake.Tests.Handoffs;

public class RoutingTests
{
    private static readonly DateTimeOffset Monday = Sample.Amsterdam("2026-10-12 10:00");
    private static readonly RoutingInput Lead = new() { Handoff = "h1", Asked = false, Proposition = "energy", Country = "NL", Postcode = "8011 PK", Industry = "logistics" };

    private static RoutingPick Pick(RoutingInput lead, RoundRobinState? state = null, Team? team = null) =>
        Routing.Pick(lead, Sample.Rules, team ?? Sample.Team, state, Monday);

    private static Team With(params AccountManager[] changed) => new()
    {
        ById = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
            Sample.Team.ById.Values.Select(manager => changed.FirstOrDefault(other => other.Id == manager.Id) ?? manager), manager => manager.Id),
    };

    private static AccountManager Away(string id) => Sample.Team.ById[id] with { Absences = [new Absence(new(2026, 10, 12), new(2026, 10, 12))] };

    [Fact]
    public void Each_reason_beats_the_ones_after_it()
    {
        var lead = Lead with { OpenHolder = "claire", LastAccountManager = "lukas", Owner = "bram", SpokeWith = "sanne", ClaimedOwner = "joris", ParentOwner = "fenna", Kind = "partner" };
        Assert.Equal(("claire", RoutingReasons.OpenHandoff), Told(lead));
        Assert.Equal(("lukas", RoutingReasons.Returned), Told(lead with { OpenHolder = null }));
        Assert.Equal(("sanne", RoutingReasons.SpokeWith), Told(lead with { OpenHolder = null, LastAccountManager = null }));
        Assert.Equal(("bram", RoutingReasons.Owner), Told(lead with { OpenHolder = null, LastAccountManager = null, SpokeWith = null }));
        Assert.Equal(("joris", RoutingReasons.Claimed), Told(lead with { OpenHolder = null, LastAccountManager = null, Owner = null, SpokeWith = null }));
        Assert.Equal(("fenna", RoutingReasons.Parent), Told(Lead with { ParentOwner = "fenna", Kind = "partner" }));
        Assert.Equal(("claire", RoutingReasons.PartnerDesk), Told(Lead with { Kind = "partner" }));
        Assert.Equal(("fenna", RoutingReasons.Territory), Told(Lead));

        static (string?, string) Told(RoutingInput lead) => (Pick(lead).AccountManager, Pick(lead).Reason);
    }

    [Theory]
    [InlineData("energy", "NL", "8011 PK", "logistics", null, "fenna")] // story 1
    [InlineData("energy", "NL", "3811AB", "logistics", null, "sanne")]
    [InlineData("charging", "NL", "5611 AA", "manufacturing", null, "bram")]
    [InlineData("charging", "NL", "5611 AA", "property", null, "sanne")] // property is sold to by name
    [InlineData("care", "NL", "1012 AB", null, null, "fenna")] // all of care
    [InlineData("energy", "BE", "9000", null, null, "bram")] // Flanders
    [InlineData("energy", "BE", "4000", null, null, "claire")] // Wallonia
    [InlineData("energy", "DE", "80331", null, null, "lukas")]
    [InlineData("energy", "FR", "75001", null, null, "claire")]
    [InlineData("energy", "US", "10001", null, null, "joris")] // nobody's
    [InlineData("energy", null, null, null, null, "joris")]
    [InlineData("energy", null, null, null, "de", "lukas")] // only the language is known
    public void A_territory_decides(string proposition, string? country, string? postcode, string? industry, string? language, string expected) =>
        Assert.Equal(expected, Pick(Lead with { Proposition = proposition, Country = country, Postcode = postcode, Industry = industry, Language = language }).AccountManager);

    [Fact]
    public void The_successor_of_an_owner_who_left_gets_it() // story 8
    {
        var pick = Pick(Lead with { Owner = "henk", Postcode = "1012 AB" });
        Assert.Equal(("fenna", RoutingReasons.OwnerStandIn), (pick.AccountManager, pick.Reason));
    }

    [Fact]
    public void The_deputy_stands_in_for_an_owner_who_is_away() =>
        Assert.Equal("sanne", Pick(Lead with { Owner = "bram" }, team: With(Away("bram"))).AccountManager);

    [Fact]
    public void Where_all_who_stand_in_are_away_the_territory_gets_it() => // Sanne and Bram are each other's deputies
        Assert.Equal("fenna", Pick(Lead with { Owner = "bram" }, team: With(Away("bram"), Away("sanne"))).AccountManager);

    [Fact]
    public void The_deputy_stands_in_for_a_territory() =>
        Assert.Equal(("bram", RoutingReasons.Territory), (Pick(Lead, team: With(Away("fenna"))).AccountManager, Pick(Lead, team: With(Away("fenna"))).Reason));

    [Fact]
    public void An_owner_nobody_knows_is_passed_over() => Assert.Equal("fenna", Pick(Lead with { Owner = "nobody" }).AccountManager);

    [Fact]
    public void Somebody_gets_it_even_when_everyone_is_away()
    {
        var pick = Pick(Lead, team: With([.. Sample.Team.ById.Values.Select(manager => Away(manager.Id))]));
        Assert.Equal(("joris", RoutingReasons.Fallback), (pick.AccountManager, pick.Reason));
    }

    [Fact]
    public void Where_several_serve_it_asks_for_the_round_robin_and_keeps_to_what_it_picked()
    {
        var lead = Lead with { Postcode = null };
        var first = Pick(lead);
        Assert.True(first is { NeedsRoundRobin: true, AccountManager: null, Territory: "nl" });

        var second = Pick(lead, RoundRobinState.Begin("nl", new(2026, 10, 12), null));
        Assert.Equal(RoutingReasons.RoundRobin, second.Reason);
        var again = Pick(lead, second.State, With(Away(second.AccountManager!)));
        Assert.Equal(second.AccountManager, again.AccountManager);
        Assert.Equal(second.State, again.State);
    }

    [Fact]
    public void A_day_off_skips_a_turn() // Fenna is off on Wednesdays
    {
        var state = RoundRobinState.Begin("nl", new(2026, 10, 14), null);
        for (var each = 0; each < 20; each++)
            state = Routing.Pick(Lead with { Handoff = $"h{each}", Asked = true, Postcode = null }, Sample.Rules, Sample.Team, state, Monday.AddDays(2)).State!;
        Assert.DoesNotContain("fenna", state.Picks.Values);
    }

    [Fact]
    public void Who_has_a_full_day_is_passed_over_in_the_score_lane_only()
    {
        var state = RoundRobinState.Begin("nl", new(2026, 10, 12), null);
        for (var each = 0; each < 12; each++) state = Pick(Lead with { Handoff = $"h{each}", Postcode = null }, state).State!;
        Assert.All(state.Scored.Values, scored => Assert.Equal(4, scored)); // four each, whatever the weights

        for (var each = 12; each < 22; each++) state = Pick(Lead with { Handoff = $"h{each}", Asked = true, Postcode = null }, state).State!;
        Assert.All(state.Scored.Values, scored => Assert.Equal(4, scored));
        Assert.Equal(22, state.Picks.Count);
    }

    [Fact]
    public void A_team_that_leaves_a_territory_unserved_is_reported()
    {
        var problems = new Intake.Playbooks.Problems();
        Sample.Team.Check(Sample.Rules, "team.json", problems);
        Assert.Empty(problems.Found);

        With(Sample.Team.ById["lukas"] with { Territories = ["mars"] }).Check(Sample.Rules, "team.json", problems);
        Assert.Equal(["there is no territory 'mars'", "nobody serves the territory 'de-at'", "nobody serves the territory 'german-speaking'"], problems.Found.Select(problem => problem.Message));
    }
}
