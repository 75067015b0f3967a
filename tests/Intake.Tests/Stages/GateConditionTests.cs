using System.Text.Json.Nodes;
using Intake.Playbooks;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

public class GateConditionTests
{
    [Fact]
    public void A_rule_about_the_account_excludes_the_account_as_long_as_it_holds()
    {
        var scene = new Scene { Playbook = Excluding("too-small", """{"field": "account.staff", "lt": 50}"""), Company = new Scene().Company with { Staff = 49 } };
        scene.Does("demo-requested", "demo", 0, proposition: "energy");
        Assert.Equal(("excluded:too-small", "unqualified", 0), (scene.Last.Cause, scene.Energy.Stage, scene.State.Handoffs.Count));

        scene.Company = scene.Company with { Staff = 50 };
        scene.Does("demo-requested", "demo", 1, proposition: "energy");
        Assert.Equal("asked", scene.Handoff.Gate);
    }

    [Fact]
    public void A_rule_about_a_person_excludes_that_person_and_no_colleague()
    {
        var playbook = Excluding("interns", """{"all": [{"field": "person.seniority", "eq": "intern"}, {"field": "account.kind", "eq": "prospect"}]}""");
        var scene = new Scene { Playbook = playbook }.Does("demo-requested", "demo", 0, proposition: "energy", seniority: "intern");
        Assert.Equal(("excluded:interns", 0), (scene.Last.Cause, scene.State.Handoffs.Count));

        scene.Does("whitepaper-requested", "wp-netcongestie", 1, person: "bob");
        Assert.Equal(("below:total", 0), (scene.Last.Cause, scene.State.Handoffs.Count));
        Assert.True(scene.Energy.Score!.Total >= 6000);

        Assert.Equal("asked", scene.Does("demo-requested", "demo", 2, person: "bob", proposition: "energy").Handoff.Gate);
    }

    [Fact]
    public void The_same_rule_excludes_nobody_where_it_does_not_hold_of_the_account()
    {
        var playbook = Excluding("interns", """{"all": [{"field": "person.seniority", "eq": "intern"}, {"field": "account.kind", "eq": "customer"}]}""");
        var scene = new Scene { Playbook = playbook }.Does("demo-requested", "demo", 0, proposition: "energy", seniority: "intern");
        Assert.Equal("asked", scene.Handoff.Gate);
    }

    [Fact]
    public void The_kinds_that_are_always_excluded_are_told_before_any_rule()
    {
        var scene = new Scene { Playbook = Excluding("all", """{"field": "account.company", "eq": true}"""), Company = new Scene().Company with { Blocked = true } };
        Assert.Equal("excluded:blocked", scene.Qualifies().Last.Cause);
    }

    [Fact]
    public void Whoever_the_asked_lane_is_not_for_may_still_pass_by_their_score()
    {
        var playbook = With("asked", """{"field": "person.seniority", "in": ["manager", "director"]}""");
        Assert.Equal(("asked", true), Gate(new Scene { Playbook = playbook }.Does("demo-requested", "demo", 0, proposition: "energy")));
        Assert.Equal(("score", false), Gate(new Scene { Playbook = playbook }.Does("demo-requested", "demo", 0, proposition: "energy", seniority: "specialist")));

        var small = new Scene { Playbook = playbook, Company = new Scene().Company with { Staff = 5, Industry = "retail" } };
        small.Does("question-asked", "contact", 0, proposition: "energy", seniority: "specialist");
        Assert.Equal(("below:total", 0), (small.Last.Cause, small.State.Handoffs.Count));
    }

    [Theory]
    [InlineData("prospect", "prospects")]
    [InlineData("customer", "customers")]
    public void The_score_lane_asks_more_where_the_playbook_does(string kind, string gate)
    {
        var playbook = With(gate, """{"field": "account.industry", "in": ["logistics", "property"]}""");
        Scene Busy(string industry) => new Scene { Playbook = playbook, Company = new Scene().Company with { Kind = kind, Industry = industry, Sites = 5 } }
            .Does("webinar-registered", "pweb-energie", -2).Does("webinar-attended", "pweb-energie", -1).Qualifies();

        Assert.Equal(("below:when", "unqualified"), (Busy("manufacturing").Last.Cause, Busy("manufacturing").Energy.Stage));
        Assert.Empty(Busy("manufacturing").State.Handoffs);
        Assert.NotEmpty(Busy("logistics").State.Handoffs);
    }

    [Fact]
    public void A_gate_may_ask_about_the_lead_and_the_score_and_the_person_who_did_the_newest()
    {
        var playbook = With("prospects", """
            {"all": [{"field": "lead.persons", "gte": 2}, {"field": "score.value", "gte": 70}, {"field": "score.phaseName", "eq": "decision"}, {"field": "person.seniority", "eq": "director"}]}
            """);
        var scene = new Scene { Playbook = playbook }.Qualifies();
        Assert.Equal("below:when", scene.Last.Cause);
        Assert.Equal("below:when", scene.Does("whitepaper-requested", "wp-netcongestie", 1, person: "bob").Last.Cause);
        Assert.Equal("score", scene.Does("whitepaper-downloaded", "wp-netcongestie", 2, person: "bob", seniority: "director").Handoff.Gate);
    }

    [Fact]
    public void A_score_gate_without_a_phase_takes_any_and_its_loss_takes_nothing_back()
    {
        var playbook = EditedPlaybook.With("stages.json", stages => stages["gates"]!["prospects"]!.AsObject().Remove("phase"));
        var scene = new Scene { Playbook = playbook };
        for (var day = 0; day <= 73; day += 30)
            scene.Does("whitepaper-downloaded", "wp-netcongestie", day).Does("webinar-attended", "web-vol-stroomnet", day).Does("webinar-registered", "web-vol-stroomnet", day);

        Assert.Equal(("mql", "awareness"), (scene.Energy.Stage, scene.Energy.Score!.PhaseName));
        Assert.Equal("mql", scene.Waits(75).Energy.Stage);
    }

    private static (string Gate, bool Asked) Gate(Scene scene) => (scene.Handoff.Gate, scene.Handoff.Asked);

    private static Playbook With(string gate, string when) => EditedPlaybook.With("stages.json", stages => stages["gates"]![gate]!["when"] = JsonNode.Parse(when));

    private static Playbook Excluding(string id, string when) => EditedPlaybook.With(
        "stages.json", stages => stages["gates"]!["exclusions"]!["rules"] = new JsonArray(new JsonObject { ["id"] = id, ["when"] = JsonNode.Parse(when) }));
}
