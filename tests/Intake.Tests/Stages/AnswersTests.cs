using Intake.Accounts;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Tests.Stages;

public class AnswersTests
{
    private static Scene HandedOff() => new Scene().Qualifies();

    [Fact]
    public void Accepting_moves_the_lead_to_sales()
    {
        var scene = HandedOff();

        var answered = scene.Answers("accept", 1);

        Assert.Equal((AnswerOutcome.Applied, "accepted"), (answered.Outcome, answered.Change!.Cause));
        Assert.Equal(("sal", "sanne", HandoffState.Accepted), (scene.Energy.Stage, scene.Energy.LastAccountManager, scene.Handoff.State));
    }

    [Fact]
    public void The_same_answer_twice_changes_nothing()
    {
        var scene = HandedOff();
        scene.Answers("accept", 1);
        var before = scene.State;

        var again = scene.Answers("accept", 2);

        Assert.Equal(AnswerOutcome.Repeated, again.Outcome);
        Assert.Same(before, again.State);
    }

    [Fact]
    public void A_contradicting_answer_is_shown_the_one_that_stands()
    {
        var scene = HandedOff();
        scene.Answers("accept", 1, by: "bram");

        var second = scene.Answers("reject", 2, "no-budget");

        Assert.Equal((AnswerOutcome.Contradicts, "bram", "sal"), (second.Outcome, second.Earlier!.By, scene.Energy.Stage));
    }

    [Fact]
    public void A_reason_or_a_handoff_that_nobody_knows_is_refused()
    {
        var scene = HandedOff();

        Assert.Equal(AnswerOutcome.UnknownReason, scene.Answers("reject", 1, "did-not-like-it").Outcome);
        Assert.Equal(AnswerOutcome.UnknownReason, scene.Answers("reject", 1).Outcome);
        Assert.Equal(AnswerOutcome.UnknownReason, scene.Answers("shrug", 1).Outcome);
        Assert.Equal(AnswerOutcome.UnknownHandoff, Answers.Apply(scene.State, "x", new Answer("accept", Scene.Monday, "sanne"), scene.Playbook, Scene.Monday).Outcome);
    }

    [Theory]
    [InlineData("no-timing", 90)]
    [InlineData("no-budget", 180)]
    [InlineData("not-reached", 60)]
    [InlineData("not-a-fit", 365)]
    public void A_refusal_rests_for_its_days_and_ends_by_new_activity_only(string reason, int days)
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, reason);
        Assert.Equal(("recycled", reason), (scene.Energy.Stage, scene.Energy.RefusedReason));

        scene.Qualifies(days - 1);
        Assert.Equal("recycled", scene.Energy.Stage);
        scene.Waits(1 + days);
        Assert.Equal("recycled", scene.Energy.Stage);

        scene.Does("demo-requested", "demo", 1 + days, proposition: "energy");
        Assert.Equal(("mql", "sanne"), (scene.Energy.Stage, scene.Energy.LastAccountManager));
    }

    [Fact]
    public void A_date_that_was_given_beats_the_days_of_the_reason()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "no-timing", new DateOnly(2026, 10, 20));

        Assert.Equal(new DateOnly(2026, 10, 20), scene.Energy.RestUntil);
        Assert.Equal("mql", scene.Does("demo-requested", "demo", 15, proposition: "energy").Energy.Stage);
    }

    [Fact]
    public void A_refusal_for_fit_ends_early_when_the_facts_change()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "not-a-fit");

        scene.Qualifies(5);
        Assert.Equal("recycled", scene.Energy.Stage);

        scene.Company = scene.Company with { Staff = 900 };
        scene.Does("webinar-attended", "pweb-energie", 6);
        Assert.Equal("mql", scene.Energy.Stage);
    }

    [Fact]
    public void The_wrong_person_leaves_the_buying_group_and_the_lead_stays_for_others()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "wrong-person");
        Assert.Equal("unqualified", scene.Energy.Stage);

        scene.Does("page-viewed", "blog-netcongestie", 2, person: "bob");
        Assert.Equal(100, scene.Energy.Score!.Interest);

        scene.Does("price-list-downloaded", "prijslijst-energie", 3, person: "bob");
        Assert.Equal("mql", scene.Energy.Stage);
        Assert.Equal(2, scene.State.Handoffs.Count);
    }

    [Fact]
    public void Who_left_the_company_leaves_the_lead_behind()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "left-company");

        Assert.True(scene.State.Account.Members["ann"].Left);
        Assert.Equal("unqualified", scene.Energy.Stage);
        Assert.True(scene.Waits(2).Energy.Score!.Interest > 2000);
        Assert.Single(scene.State.Handoffs);

        scene.Does("whitepaper-downloaded", "wp-netcongestie", 0);
        Assert.True(scene.State.Account.Members["ann"].Left);
        scene.Does("whitepaper-downloaded", "wp-netcongestie", 5);
        Assert.False(scene.State.Account.Members["ann"].Left);
    }

    [Fact]
    public void What_is_not_sales_business_is_forwarded_and_its_points_are_taken_out()
    {
        var scene = HandedOff();

        var answered = scene.Answers("reject", 1, "invoice");

        Assert.Equal("administratie@lichtveld.example", answered.Forward);
        Assert.Equal(0, scene.Waits(1).Energy.Score!.Interest);
    }

    [Fact]
    public void What_was_refused_does_not_come_again_by_itself_though_the_score_is_still_over_the_line()
    {
        // What came late hands nothing off by itself, and carries what comes next.
        var scene = new Scene().Does("price-list-downloaded", "prijslijst-energie", -10, receivedDays: 10).Does("calculator-used", "calc-piekvermogen", -10, receivedDays: 10)
            .Does("whitepaper-requested", "wp-netcongestie", 0, person: "bob");
        Assert.Equal("whitepaper-requested", scene.Handoff.Trigger.Activity);
        scene.Answers("reject", 1, "invoice");

        scene.Waits(2);
        Assert.True(scene.Energy.Score!.Total >= 6000);
        Assert.Equal(("unqualified", "nothing-new", HandoffState.Rejected), (scene.Energy.Stage, scene.Last.Cause, scene.Handoff.State));

        scene.Does("whitepaper-downloaded", "wp-netcongestie", 3, person: "bob");
        Assert.Equal(("mql", 2), (scene.Energy.Stage, scene.State.Handoffs.Count));
    }

    [Fact]
    public void A_competitor_is_excluded_for_good()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "competitor");
        Assert.Equal("rejected", scene.Energy.Stage);

        scene.Does("demo-requested", "demo", 2, proposition: "charging");
        Assert.Equal("unqualified", scene.State.Latest("charging")!.Stage);
        Assert.Single(scene.State.Handoffs);
        Assert.Equal("rejected", scene.Does("demo-requested", "demo", 3, proposition: "energy").Energy.Stage);
    }

    [Fact]
    public void A_student_is_excluded_for_good()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "student");

        Assert.Equal("excluded:student", scene.Does("demo-requested", "demo", 2, proposition: "energy").Last.Cause);
    }

    [Fact]
    public void A_lost_opportunity_closes_the_round_and_the_next_one_rests_first()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "lost-opportunity");
        var closed = scene.Energy;
        Assert.True(closed.Closed);

        scene.Qualifies(30);
        Assert.Equal((2, "recycled"), (scene.Energy.Round, scene.Energy.Stage));
        Assert.Same(closed, scene.State.Leads["energy:1"]);

        scene.Qualifies(200);
        Assert.Equal("mql", scene.Energy.Stage);
    }

    [Fact]
    public void A_duplicate_is_refused_without_counting_against_quality()
    {
        var scene = HandedOff();
        scene.Answers("reject", 1, "duplicate");

        Assert.Equal("rejected", scene.Energy.Stage);
        Assert.False(scene.Playbook.Stages.Reasons["duplicate"].CountsAgainst);
        Assert.Equal(Role.Refused, scene.Playbook.Stages.Find("rejected").Role);
    }
}
