using System.Collections.Immutable;
using CsCheck;
using Intake.Handoffs;
using Intake.Playbooks.Reading;

namespace Intake.Tests.Handoffs;

/// <summary>The order of the steps, who is passed over, and that it is told.</summary>
public class RoutingOrderTests
{
    private static readonly DateTimeOffset Monday = Sample.Amsterdam("2026-10-12 10:00");
    private static readonly DateOnly Day = new(2026, 10, 12);
    private static readonly RoutingRules ByDefault = Sample.Rules with { Order = RoutingRules.DefaultOrder };
    private static readonly RoutingInput Lead = new() { Handoff = "h1", Asked = false, Proposition = "energy", Country = "NL", Postcode = "8011 PK", Industry = "logistics" };

    private static readonly RoutingInput AllNamed =
        Lead with { OpenHolder = "claire", LastAccountManager = "lukas", SpokeWith = "sanne", Owner = "bram", ClaimedOwner = "joris", ParentOwner = "fenna", Kind = "partner" };

    private static RoutingPick Pick(RoutingInput lead, Team? team = null, RoutingRules? rules = null) => Routing.Pick(lead, rules ?? Sample.Rules, team ?? Sample.Team, null, Monday);

    [Fact]
    public void Without_an_order_of_its_own_a_playbook_keeps_to_what_was_promised_first()
    {
        RoutingInput[] less =
        [
            AllNamed, AllNamed with { OpenHolder = null }, AllNamed with { OpenHolder = null, LastAccountManager = null },
            AllNamed with { OpenHolder = null, LastAccountManager = null, SpokeWith = null }, Lead with { ClaimedOwner = "joris", ParentOwner = "fenna", Kind = "partner" },
            Lead with { ParentOwner = "fenna", Kind = "partner" }, Lead with { Kind = "partner" }, Lead,
        ];
        Assert.Equal(
            [("claire", "open-handoff"), ("lukas", "returned"), ("sanne", "spoke-with"), ("bram", "owner"), ("joris", "claimed"), ("fenna", "parent"), ("claire", "partner-desk"), ("fenna", "territory")],
            less.Select(lead => Pick(lead, rules: ByDefault)).Select(pick => (pick.AccountManager, pick.Reason)));
    }

    [Fact]
    public void A_playbook_may_state_another_order_and_leave_steps_out()
    {
        var rules = Sample.Rules with { Order = [RoutingReasons.Parent, RoutingReasons.Owner] };
        Assert.Equal(("fenna", "parent"), (Pick(AllNamed, rules: rules).AccountManager, Pick(AllNamed, rules: rules).Reason));
        Assert.Equal("partner-desk", Pick(AllNamed with { ParentOwner = null, Owner = null }, rules: rules).Reason);
    }

    [Theory]
    [InlineData("""["owner", "owner"]""", "$.order")]
    [InlineData("""["owner", "the-moon"]""", "$.order[1]")]
    public void A_wrong_order_is_told(string order, string path)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "routing.json")))!;
        json["order"] = System.Text.Json.Nodes.JsonNode.Parse(order);
        var problems = new Intake.Playbooks.Problems();
        RoutingFile.Read(Node.Root(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), "routing.json", problems)!);
        Assert.Equal([path], problems.Found.Select(problem => problem.Path));
    }

    [Fact]
    public void Every_step_that_did_not_decide_is_told_with_its_reason()
    {
        var team = Teams.With(
            Sample.Team.ById["lukas"] with { UnreachableSince = Monday, Deputy = null, Successor = null },
            Sample.Team.ById["bram"] with { Absences = [new Absence(Day, Day)], Deputy = null, Successor = null },
            Sample.Team.ById["sanne"] with { Active = false, Deputy = null, Successor = null });
        var lead = Lead with { OpenHolder = "lukas", LastAccountManager = "bram", SpokeWith = "sanne", Owner = "nobody-we-know", ClaimedOwner = "joris", Former = ["joris"], Country = "US" };
        team = Teams.Of(team.ById.Values.Select(manager => manager.Id == "joris" ? manager with { Deputy = null, Successor = null } : manager).Append(Teams.Serving("last", 1, "team-lead")));

        var pick = Pick(lead, team, ByDefault);

        Assert.Equal(("last", "fallback"), (pick.AccountManager, pick.Reason));
        Assert.Equal(
            [
                "open-handoff:unreachable:lukas", "returned:away:bram", "spoke-with:left:sanne", "owner:unknown:nobody-we-know", "claimed:had-it:joris", "parent:nobody",
                "partner-desk:no-partner", "territory:none-matches",
            ],
            pick.Considered);
        Assert.Equal(new Considered("owner", "unknown", "nobody-we-know"), Considered.Parse(pick.Considered[3]));
        Assert.Equal(new Considered("parent", "nobody"), Considered.Parse(pick.Considered[5]));
    }

    [Fact]
    public void The_deputy_of_an_absence_goes_before_the_usual_one()
    {
        var away = Sample.Team.ById["bram"] with { Absences = [new Absence(Day, Day, "fenna")], Deputy = "sanne" };
        Assert.Equal(("fenna", "owner-stand-in"), (Pick(Lead with { Owner = "bram" }, Teams.With(away)).AccountManager, Pick(Lead with { Owner = "bram" }, Teams.With(away)).Reason));
    }

    [Theory]
    [InlineData(49, "small")]
    [InlineData(50, "large")]
    [InlineData(null, "nl")]
    public void The_size_of_a_company_decides_a_territory(int? staff, string expected)
    {
        var rules = Sample.Rules with
        {
            Territories = [new Territory { Id = "large", Staff = new StaffRange(50, null) }, new Territory { Id = "small", Staff = new StaffRange(null, 49) }, .. Sample.Rules.Territories],
        };
        var team = Teams.With(Teams.Serving("ann", 1, "large"), Teams.Serving("bob", 1, "small"));
        Assert.Equal(expected, Pick(Lead with { Staff = staff, Postcode = null }, team, rules).Territory);
    }

    [Fact]
    public void The_same_input_gives_the_same_pick_and_nobody_gets_it_who_cannot_while_anybody_can() =>
        Gen.Select(Teams.Random(Day), Leads, Orders).Sample((team, lead, order) =>
        {
            var rules = Sample.Rules with { Order = order };
            var pick = Decided(lead, team, rules);
            var turned = Decided(lead, Teams.Of(team.ById.Values.OrderByDescending(manager => manager.Id, StringComparer.Ordinal)), rules);

            Assert.Equal((pick.AccountManager, pick.Reason, pick.Territory), (turned.AccountManager, turned.Reason, turned.Territory));
            Assert.Equal(pick.Considered, turned.Considered);
            var steps = pick.Considered.Select(text => Considered.Parse(text).Step).ToList();
            var reason = pick.Reason == RoutingReasons.OwnerStandIn ? RoutingReasons.Owner : pick.Reason;
            var before = order.IndexOf(reason) is >= 0 and var at ? order.Take(at) : order;
            // Whoever is stood in for is told too.
            Assert.Equal(before, steps.Where(order.Contains).Except(steps.Count > 0 && steps[^1] == reason ? [reason] : []));
            if (pick.Reason != RoutingReasons.Fallback) Assert.True(CanTake(team, lead, pick.AccountManager!));
        }, iter: 3000);

    private static readonly Gen<string?> Anybody = Teams.Any<string?>([null, null, "nobody-we-know", .. Sample.Team.ById.Keys.Order(StringComparer.Ordinal)]);

    private static readonly Gen<RoutingInput> Leads =
        from names in Anybody.Array[6]
        from former in Anybody.Array[0, 3]
        from kind in Teams.Any(null, "partner", "prospect")
        from country in Teams.Any(null, "NL", "BE", "DE", "US")
        from postcode in Teams.Any(null, "1012 AB", "5611 AA", "8011 PK")
        select Lead with
        {
            OpenHolder = names[0], LastAccountManager = names[1], SpokeWith = names[2], Owner = names[3], ClaimedOwner = names[4], ParentOwner = names[5],
            Former = [.. former.OfType<string>()], Kind = kind, Country = country, Postcode = postcode,
        };

    private static readonly Gen<ImmutableArray<string>> Orders =
        Gen.Select(Gen.Shuffle(RoutingRules.DefaultOrder.ToArray()), Gen.Int[0, RoutingRules.DefaultOrder.Length]).Select((order, count) => order.Take(count).ToImmutableArray());

    // As the router does where several take turns.
    private static RoutingPick Decided(RoutingInput lead, Team team, RoutingRules rules) => Pick(lead, team, rules) is { NeedsRoundRobin: true, Territory: { } territory }
        ? Routing.Pick(lead, rules, team, RoundRobinState.Begin(territory, Day, null), Monday) : Pick(lead, team, rules);

    private static bool CanTake(Team team, RoutingInput lead, string id) =>
        team.ById[id] is { UnreachableSince: null } manager && manager.IsAvailable(Day) && !lead.Former.Contains(id);
}
