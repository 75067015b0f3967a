using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

public class WorkingStageTests
{
    private static Scene Two() => new() { Playbook = TwoGates.Instance };

    // 46.75 on the first day: 34.75 for who they are, 4 for the phase, and 20 points of interest that halve every 30 days.
    private static Scene Interested() => Two().Does("whitepaper-requested", "wp-netcongestie", 0).Does("whitepaper-downloaded", "wp-netcongestie", 0);

    [Fact]
    public void A_lead_over_the_first_line_is_marketing_qualified_and_nobody_is_mailed()
    {
        var scene = Interested();

        Assert.Equal(("marketing-qualified", "below:total"), (scene.Energy.Stage, scene.Last.Cause));
        Assert.Empty(scene.State.Handoffs);
    }

    [Fact]
    public void Over_the_second_line_it_is_sales_ready_and_sales_is_mailed()
    {
        var scene = Interested().Qualifies(1);

        Assert.Equal(("sales-ready", "score"), (scene.Energy.Stage, scene.Handoff.Gate));
    }

    [Fact]
    public void It_stays_below_the_line_by_which_it_came_in_and_whoever_never_came_in_does_not()
    {
        var scene = Interested().Waits(30);
        Assert.Equal(("marketing-qualified", 4275), (scene.Energy.Stage, scene.Energy.Score!.Total));

        var other = Two().Does("whitepaper-downloaded", "wp-netcongestie", 0);
        Assert.Equal(("unqualified", 4355), (other.Energy.Stage, other.Energy.Score!.Total));
    }

    [Fact]
    public void The_day_on_which_it_falls_back_is_known_beforehand_and_it_does_not_flap()
    {
        var scene = Interested();
        Assert.Equal(Day(70), Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday));

        Assert.Equal("marketing-qualified", scene.Waits(69).Energy.Stage);
        Assert.Equal("unqualified", scene.Waits(70).Energy.Stage);
        Assert.Equal("unqualified", scene.Waits(71).Energy.Stage);
        Assert.Null(Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday.AddDays(71)));
    }

    [Theory]
    [InlineData(HandoffState.Due, HandoffState.Withdrawn)]
    [InlineData(HandoffState.Mailed, HandoffState.Mailed)]
    public void What_was_sales_ready_cools_back_through_both(HandoffState before, HandoffState after)
    {
        var scene = Two().Qualifies();
        scene.State = scene.State.With(scene.Handoff with { State = before });
        Assert.Equal(Day(45), Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday));

        scene.Waits(45);
        Assert.Equal(("marketing-qualified", "cooled:total", after), (scene.Energy.Stage, scene.Last.Cause, scene.Handoff.State));
        Assert.Equal(Day(88), Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday.AddDays(45)));
        Assert.Equal("marketing-qualified", scene.Waits(87).Energy.Stage);
        Assert.Equal("unqualified", scene.Waits(88).Energy.Stage);
        Assert.Equal(after, scene.Handoff.State);
    }

    [Fact]
    public void Whom_we_do_not_sell_to_is_not_worked_on()
    {
        var scene = Interested();
        scene.Company = scene.Company with { Kind = "competitor" };
        scene.Does("page-viewed", "blog-netcongestie", 1);

        Assert.Equal(("unqualified", "excluded:competitor"), (scene.Energy.Stage, scene.Last.Cause));
    }

    [Fact]
    public void What_an_excluded_person_did_carries_nobody_over_the_first_line_either()
    {
        var scene = Two().Does("price-list-downloaded", "prijslijst-energie", 0, person: "yara", student: true).Does("whitepaper-requested", "wp-netcongestie", 1);

        Assert.True(scene.Energy.Score!.Total >= 4500);
        Assert.Equal("unqualified", scene.Energy.Stage);
    }

    [Fact]
    public void But_an_excluded_person_does_not_take_a_colleague_back()
    {
        var scene = Interested().Does("price-list-downloaded", "prijslijst-energie", 1, person: "yara", student: true);
        Assert.Equal(("marketing-qualified", "excluded:student"), (scene.Energy.Stage, scene.Last.Cause));
    }

    [Fact]
    public void A_refused_lead_that_may_go_on_finds_its_working_stage_when_it_is_looked_at_next()
    {
        var scene = Interested().Does("demo-requested", "demo", 1, person: "bob", proposition: "energy");
        scene.Answers("reject", 2, "wrong-person");

        Assert.Equal("unqualified", scene.Energy.Stage);
        Assert.Equal(Day(3), Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday.AddDays(2)));
        Assert.Equal("marketing-qualified", scene.Waits(3).Energy.Stage);
    }

    [Fact]
    public void Of_several_it_is_in_the_last_one_that_holds_and_in_none_before_anything_was_consumed()
    {
        var three = Three();
        Assert.Equal("warm", new Scene { Playbook = three }.Does("whitepaper-downloaded", "wp-netcongestie", 0).Energy.Stage);

        var scene = new Scene { Playbook = three }.Does("webinar-registered", "pweb-energie", 0);
        Assert.Equal(("inquiry", 4275), (scene.Energy.Stage, scene.Energy.Score!.Total));
        Assert.Equal("marketing-qualified", scene.Does("whitepaper-downloaded", "wp-netcongestie", 1).Energy.Stage);
        // 20 points that halve in 45 days and 12 in 30: no interest any more for the last, enough for the one before it.
        Assert.Equal("warm", scene.Waits(120).Energy.Stage);
        Assert.Equal("unqualified", scene.Waits(300).Energy.Stage);
    }

    [Fact]
    public void A_playbook_without_phases_works_with_whatever_counts_and_never_cools_by_phase()
    {
        var playbook = NoPhases();
        Assert.Empty(playbook.Scoring.Phases);

        var scene = new Scene { Playbook = playbook }.Does("business-card", "demo", 0, proposition: "energy");
        Assert.Equal("inquiry", scene.Energy.Stage);
        Assert.Equal("unqualified", scene.Does("whitepaper-requested", "wp-netcongestie", 0).Energy.Stage);

        scene.Does("whitepaper-downloaded", "wp-netcongestie", 1).Does("webinar-registered", "pweb-energie", 1).Does("webinar-attended", "pweb-energie", 2);
        Assert.Equal(("mql", "score"), (scene.Energy.Stage, scene.Handoff.Gate));
        Assert.Equal(("mql", 0), (scene.Waits(40).Energy.Stage, scene.Energy.Score!.Phase));
        Assert.Equal("cooled:total", scene.Waits(150).Last.Cause);
    }

    private static DateOnly Day(int ahead) => DateOnly.FromDateTime(Scene.Monday.UtcDateTime).AddDays(ahead);

    private static Playbook Three() => EditedPlaybook.Read(EditedPlaybook.Files(
        "stages.json",
        stages => stages["stages"]!.AsArray().Insert(2, JsonNode.Parse("""
            {
              "id": "warm", "role": "working", "name": { "en": "Warm" }, "definition": { "en": "Warm." },
              "enter": { "field": "score.total", "gte": 41 }, "stay": { "field": "score.interest", "gte": 2 }
            }
            """)),
        PlaybookFolder.Files(TwoGates.Directory, SamplePlaybook.Directory)));

    private static Playbook NoPhases()
    {
        var files = EditedPlaybook.Files("scoring.json", scoring =>
        {
            scoring["phases"] = new JsonArray();
            scoring["weights"] = JsonNode.Parse("""{"interest": 60, "phase": 0, "fit": 25, "value": 15}""");
            Without(scoring, "phase", "rules");
        });
        files = EditedPlaybook.Files("content.json", content => Without(content, "phase"), files);
        return EditedPlaybook.Read(EditedPlaybook.Files("stages.json", stages => Without(stages, "phase"), files));
    }

    private static void Without(JsonNode node, string name, string? below = null)
    {
        if (node is JsonArray items) foreach (var item in items) Without(item!, name);
        if (node is not JsonObject members) return;
        if (below is null) members.Remove(name);
        foreach (var (member, value) in members.ToList())
            if (value is not null && (below is null || member == below)) Without(value, name);
    }
}
