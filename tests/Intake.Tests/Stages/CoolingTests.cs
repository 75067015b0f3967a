using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Stages;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

public class CoolingTests
{
    private static readonly DateOnly Monday = DateOnly.FromDateTime(Scene.Monday.UtcDateTime);

    [Fact]
    public void A_whole_look_ahead_reads_the_lead_once_and_scores_each_day_once()
    {
        var scene = new Scene { Playbook = WithoutDemotion() }.Qualifies();
        var sheets = new Sheets(scene.State.Account, scene.Energy, scene.Playbook);

        Assert.Null(Cooling.NextDay(sheets, scene.State, scene.Energy, scene.Playbook, Scene.Monday, null, null));

        Assert.Equal(scene.Playbook.Scoring.HorizonDays, sheets.Scores);
        Assert.InRange(sheets.Scores, 365, 400);
        Assert.Equal(1, sheets.Reads);
    }

    [Fact]
    public void Whoever_is_never_handed_off_costs_one_more_reading_and_no_more()
    {
        var scene = new Scene().Does("whitepaper-downloaded", "wp-netcongestie", 0).Does("price-list-downloaded", "prijslijst-energie", 0, person: "stu", student: true);
        var sheets = new Sheets(scene.State.Account, scene.Energy, scene.Playbook);

        Cooling.NextDay(sheets, scene.State, scene.Energy with { Newest = scene.Energy.Persons["ann"].Newest }, scene.Playbook, Scene.Monday, null, null);

        Assert.Equal(2, sheets.Reads);
    }

    [Fact]
    public void Nothing_is_computed_for_a_lead_that_time_does_not_move()
    {
        var scene = new Scene().Qualifies();
        scene.Answers(AnswerKinds.Accept, 0);
        var sheets = new Sheets(scene.State.Account, scene.Energy, scene.Playbook);

        Assert.Null(Cooling.NextDay(sheets, scene.State, scene.Energy, scene.Playbook, Scene.Monday, null, null));

        Assert.Equal(0, sheets.Scores);
    }

    [Fact]
    public void Days_from_the_noted_one_on_are_not_looked_at()
    {
        var scene = new Scene().Qualifies();
        var day = Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday)!.Value;

        Assert.Null(Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday, before: day));
        Assert.Equal(day, Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday, before: day.AddDays(1)));
    }

    [Fact]
    public void A_lead_that_fading_negatives_let_over_the_line_is_handed_off_while_its_activity_is_recent()
    {
        var scene = HeldBack();
        var day = Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday)!.Value;
        var ahead = day.DayNumber - Monday.DayNumber;

        Assert.InRange(ahead, 1, scene.Playbook.Stages.Gates.Prospects.RecentDays);
        Assert.Equal("unqualified", scene.Waits(ahead - 1).Energy.Stage);
        Assert.Equal(("mql", "score"), (scene.Waits(ahead).Energy.Stage, scene.Last.Cause));
        Assert.True(scene.Energy.Score!.Total >= 6000);
    }

    [Fact]
    public void Later_it_is_over_the_line_and_stays_where_it_is()
    {
        var scene = HeldBack();
        var recent = scene.Playbook.Stages.Gates.Prospects.RecentDays;

        scene.Waits(recent + 1);

        Assert.True(scene.Energy.Score!.Total >= 6000);
        Assert.Equal(("unqualified", "not-recent"), (scene.Energy.Stage, scene.Last.Cause));
        Assert.Null(Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday.AddDays(recent + 1)));
    }

    [Fact]
    public void Who_may_be_approached_counts_on_that_day_too()
    {
        var scene = HeldBack();

        Assert.Null(Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday, (_, _, _) => false));
    }

    [Theory]
    [InlineData("00aa", "2026-10-05T00:00Z")]
    [InlineData("01aa", "2026-10-05T00:01Z")]
    [InlineData("ffaa", "2026-10-05T04:15Z")]
    public void An_account_is_looked_at_in_its_own_minute(string account, string at) => Assert.Equal(DateTimeOffset.Parse(at, null), LookTime.At(account, Monday));

    private static Scene HeldBack() => new Scene { Playbook = Faded.Playbook }.Does(Faded.Rule, "-", 0, proposition: "energy").Qualifies();

    private static Playbook WithoutDemotion()
    {
        var sample = SamplePlaybook.Instance;
        return sample with { Stages = sample.Stages with { Gates = sample.Stages.Gates with { Demotion = new Demotion(0, 0, 400) } } };
    }
}
