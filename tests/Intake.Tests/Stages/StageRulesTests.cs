using Intake.Accounts;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

public class StageRulesTests
{
    [Fact]
    public void A_registration_alone_leaves_an_inquiry()
    {
        var scene = new Scene().Does("webinar-registered", "pweb-energie", 0);
        Assert.Equal("inquiry", scene.Energy.Stage);
    }

    [Fact]
    public void Interest_that_was_not_stated_never_passes_whatever_was_asked()
    {
        var scene = new Scene().Does("question-asked", "contact", 0).Does("demo-requested", "demo", 1);

        Assert.Equal("inquiry", scene.State.Latest("-")!.Stage);
        Assert.Empty(scene.State.Handoffs);
    }

    [Fact]
    public void The_score_lane_makes_a_handoff_that_is_due()
    {
        var scene = new Scene().Qualifies();

        Assert.Equal(("mql", "score"), (scene.Energy.Stage, scene.Last.Cause));
        Assert.Equal((HandoffState.Due, "score", false), (scene.Handoff.State, scene.Handoff.Gate, scene.Handoff.Asked));
        Assert.Equal((scene.Handoff.Id, "price-list-downloaded"), (scene.Energy.LastHandoff, scene.Energy.LastTrigger!.Rule));
        Assert.Equal(32, scene.Handoff.Id.Length);
    }

    [Theory]
    [InlineData("competitor")]
    [InlineData("own")]
    [InlineData("supplier")]
    public void An_excluded_kind_of_account_is_never_handed_off(string kind)
    {
        var scene = new Scene { Company = new Scene().Company with { Kind = kind } }.Does("demo-requested", "demo", 0, proposition: "energy");
        Assert.Equal("excluded:" + kind, scene.Last.Cause);
        Assert.Empty(scene.State.Handoffs);
    }

    [Fact]
    public void An_account_that_is_not_to_be_contacted_is_never_handed_off()
    {
        var scene = new Scene { Company = new Scene().Company with { DoNotContact = true } }.Does("demo-requested", "demo", 0, proposition: "energy");
        Assert.Equal(("excluded:do-not-contact", 0), (scene.Last.Cause, scene.State.Handoffs.Count));
    }

    [Fact]
    public void An_open_complaint_holds_the_score_lane_back_and_who_asks_is_answered()
    {
        var scene = new Scene { Company = new Scene().Company with { OpenComplaints = 1 } }.Qualifies();
        Assert.Equal(("open-complaint", 0), (scene.Last.Cause, scene.State.Handoffs.Count));

        scene.Does("demo-requested", "demo", 3, proposition: "energy");
        Assert.True(scene.Handoff.Asked);
    }

    [Fact]
    public void A_playbook_may_hand_off_while_a_complaint_is_open()
    {
        var (sample, stages) = (SamplePlaybook.Instance, SamplePlaybook.Instance.Stages);
        var exclusions = stages.Gates.Exclusions with { OpenComplaints = false };
        var scene = new Scene
        {
            Company = new Scene().Company with { OpenComplaints = 1 },
            Playbook = sample with { Stages = stages with { Gates = stages.Gates with { Exclusions = exclusions } } },
        }.Qualifies();
        Assert.Equal("score", scene.Handoff.Gate);
    }

    [Fact]
    public void A_blocked_account_is_never_handed_off()
    {
        var scene = new Scene { Company = new Scene().Company with { Blocked = true } }.Does("demo-requested", "demo", 0, proposition: "energy");
        Assert.Equal(("excluded:blocked", 0), (scene.Last.Cause, scene.State.Handoffs.Count));
    }

    [Theory]
    [InlineData(true, false, "manager", "excluded:student")]
    [InlineData(false, true, "manager", "excluded:undeliverable")]
    [InlineData(false, false, "student", "excluded:student")]
    public void An_excluded_person_triggers_nothing(bool student, bool disposable, string seniority, string cause)
    {
        var scene = new Scene().Does("demo-requested", "demo", 0, proposition: "energy", student: student, disposable: disposable, seniority: seniority);
        Assert.Equal((cause, 0), (scene.Last.Cause, scene.State.Handoffs.Count));
    }

    [Fact]
    public void What_an_excluded_person_did_does_not_carry_a_colleague_over_the_line()
    {
        var scene = new Scene().Does("price-list-downloaded", "prijslijst-energie", 0, person: "yara", student: true)
            .Does("whitepaper-requested", "wp-netcongestie", 1);

        Assert.True(scene.Energy.Score!.Total >= 6000);
        Assert.Equal(("below:total", 0), (scene.Last.Cause, scene.State.Handoffs.Count));
    }

    [Fact]
    public void Whoever_asks_from_a_country_that_is_not_served_waits()
    {
        var scene = new Scene { Company = new Scene().Company with { Country = "US" } }.Does("demo-requested", "demo", 0, proposition: "energy");
        Assert.Equal(("country-not-served", 0), (scene.Last.Cause, scene.State.Handoffs.Count));
    }

    [Fact]
    public void A_lead_with_nobody_to_approach_does_not_pass_by_score_but_who_asks_is_answered()
    {
        var scene = new Scene { Reachable = (_, _, _) => false }.Qualifies();
        Assert.Equal(("nobody-reachable", 0), (scene.Last.Cause, scene.State.Handoffs.Count));

        scene.Does("demo-requested", "demo", 1, proposition: "energy");
        Assert.True(scene.Handoff.Asked);
    }

    [Fact]
    public void Old_activities_score_but_hand_nothing_off()
    {
        var scene = new Scene().Does("demo-requested", "demo", 0, proposition: "energy", receivedDays: 8);

        Assert.Equal(("quiet", 0), (scene.Last.Cause, scene.State.Handoffs.Count));
        Assert.True(scene.Energy.Score!.Interest > 5000);
        Assert.Equal("unqualified", scene.Energy.Stage);
    }

    [Fact]
    public void What_an_import_of_the_past_lets_pass_waits_for_something_new()
    {
        var scene = new Scene().Does("calculator-used", "calc-piekvermogen", 0);
        Assert.Equal("below:total", scene.Last.Cause);

        scene.Does("webinar-attended", "pweb-energie", -9, receivedDays: 10);
        Assert.Equal(("quiet", 0), (scene.Last.Cause, scene.State.Handoffs.Count));
        Assert.True(scene.Energy.Score!.Total >= 6000);

        Assert.Equal(("quiet", 0), (scene.Waits(2).Last.Cause, scene.State.Handoffs.Count));
        Assert.Equal("price-list-downloaded", scene.Qualifies(3).Handoff.Trigger.Activity);
    }

    [Fact]
    public void An_import_of_the_past_that_lets_nothing_pass_keeps_nothing_back()
    {
        var unknown = new Scene().Company with { Staff = null };
        var scene = new Scene { Company = unknown }.Qualifies().Does("page-viewed", "blog-netcongestie", -9, receivedDays: 10);
        Assert.Equal(("quiet", 0), (scene.Last.Cause, scene.State.Handoffs.Count));

        scene.Company = unknown with { Staff = 400 };
        Assert.Equal("price-list-downloaded", scene.Does("business-card", "-", 3).Handoff.Trigger.Activity);
    }

    [Theory]
    [InlineData("no-timing")]
    [InlineData("not-a-fit")]
    [InlineData("not-reached")]
    public void Who_asks_while_a_lead_rests_is_answered_and_nobody_else_is(string reason)
    {
        var scene = new Scene().Qualifies();
        scene.Answers("reject", 1, reason);
        Assert.Equal(("resting", 0), (scene.Qualifies(2).Last.Cause, scene.State.Handoffs.Values.Count(handoff => handoff.IsOpen)));

        scene.Does("demo-requested", "demo", 3, proposition: "energy");

        var again = Assert.Single(scene.State.Handoffs.Values, handoff => handoff.IsOpen);
        Assert.True(again.Asked);
        Assert.Equal(("mql", "sanne"), (scene.Energy.Stage, scene.Energy.LastAccountManager));
    }

    [Fact]
    public void A_question_from_before_the_refusal_that_comes_late_does_not_end_the_rest()
    {
        var scene = new Scene().Qualifies();
        scene.Answers("reject", 2, "no-timing");
        Assert.Equal("resting", scene.Does("demo-requested", "demo", 1, proposition: "energy", receivedDays: 2).Last.Cause);
    }

    [Fact]
    public void Somebody_excluded_ends_no_rest_by_asking()
    {
        var scene = new Scene().Qualifies();
        scene.Answers("reject", 1, "no-timing");
        Assert.Equal("excluded:student", scene.Does("demo-requested", "demo", 2, person: "stu", student: true, proposition: "energy").Last.Cause);
    }

    [Fact]
    public void What_a_student_did_keeps_no_lead_warm()
    {
        var scene = new Scene().Qualifies();
        var alone = new Scene().Qualifies().Waits(60).Energy.Stage;
        for (var day = 20; day <= 50; day += 10)
            scene.Does("price-list-downloaded", "prijslijst-energie", day, person: "stu", student: true).Does("calculator-used", "calc-piekvermogen", day, person: "stu", student: true);

        Assert.Equal(("unqualified", "unqualified"), (alone, scene.Waits(60).Energy.Stage));
    }

    [Fact]
    public void An_activity_of_seven_days_ago_still_hands_off() =>
        Assert.NotNull(new Scene().Does("demo-requested", "demo", 0, proposition: "energy", receivedDays: 7).Handoff);

    [Fact]
    public void A_fact_may_bring_a_lead_over_the_line_as_long_as_its_activity_is_recent()
    {
        var unknown = new Scene().Company with { Staff = null };
        var scene = new Scene { Company = unknown }.Qualifies();
        Assert.Equal("below:total", scene.Last.Cause);

        scene.Company = unknown with { Staff = 400 };
        scene.Does("business-card", "-", 3);

        Assert.Equal("price-list-downloaded", scene.Handoff.Trigger.Activity);
    }

    [Fact]
    public void A_proposition_that_the_customer_owns_is_not_sold_again_until_its_contract_nears_its_end()
    {
        Company Customer(DateOnly? until) => new Scene().Company with { Kind = "customer", Staff = 450, Sites = 5, Owns = [new OwnedProposition("energy", until)] };
        Scene Busy(DateOnly? until) => new Scene { Company = Customer(until) }
            .Does("webinar-registered", "pweb-energie", -2).Does("webinar-attended", "pweb-energie", -1).Qualifies();

        Assert.Equal(("owned", 0), (Busy(null).Last.Cause, Busy(null).State.Handoffs.Count));
        Assert.Equal("owned", Busy(new DateOnly(2027, 12, 31)).Last.Cause);
        Assert.Equal("score-customer", Busy(new DateOnly(2027, 3, 1)).Last.Cause);
    }

    [Fact]
    public void An_open_opportunity_turns_a_crossing_into_an_update()
    {
        var scene = new Scene { Company = new Scene().Company with { OpenOpportunities = ["energy"] } }.Qualifies();

        Assert.Equal("unqualified", scene.Energy.Stage);
        Assert.Null(scene.Last.Update!.Handoff);
        Assert.Empty(scene.State.Handoffs);
    }

    [Fact]
    public void While_sales_has_a_lead_they_are_told_of_what_matters_and_of_nothing_else()
    {
        var scene = new Scene().Qualifies().Does("page-viewed", "blog-netcongestie", 1);
        Assert.Null(scene.Last.Update);

        scene.Does("calculator-used", "calc-piekvermogen", 2);
        Assert.Equal(scene.Handoff.Id, scene.Last.Update!.Handoff);
        Assert.Equal("calculator-used", scene.Handoff.PendingUpdate!.Activity);
    }

    [Fact]
    public void Who_asks_while_the_mail_is_due_makes_it_leave_by_the_fast_lane()
    {
        var scene = new Scene().Qualifies().Does("demo-requested", "demo", 1, proposition: "energy");

        Assert.True(scene.Handoff.Asked);
        Assert.True(scene.Last.Update!.Asked);
    }

    [Fact]
    public void Another_lead_of_the_account_that_crosses_while_sales_has_one_is_news()
    {
        var scene = new Scene().Qualifies().Does("price-list-downloaded", "prijslijst-laden", 1);

        Assert.Equal("unqualified", scene.State.Latest("charging")!.Stage);
        Assert.Equal("prijslijst-laden", scene.Handoff.PendingUpdate!.Content);
    }

    [Fact]
    public void But_who_asks_about_another_proposition_is_answered()
    {
        var scene = new Scene().Qualifies().Does("demo-requested", "demo", 1, proposition: "charging");
        Assert.Equal(["charging", "energy"], scene.State.Handoffs.Values.Select(handoff => handoff.Proposition).Order());
    }

    [Fact]
    public void A_lead_that_cools_before_its_mail_left_is_withdrawn()
    {
        var scene = new Scene().Qualifies().Waits(150);

        Assert.Equal(("unqualified", "cooled:total"), (scene.Energy.Stage, scene.Last.Cause));
        Assert.Equal(HandoffState.Withdrawn, scene.Handoff.State);
    }

    [Fact]
    public void A_lead_that_cools_unanswered_keeps_its_handoff_and_does_not_get_a_second_one()
    {
        var scene = new Scene().Qualifies();
        scene.State = scene.State.With(scene.Handoff with { State = HandoffState.Mailed });
        scene.Waits(150).Qualifies(151);

        Assert.Equal(HandoffState.Mailed, scene.Handoff.State);
        Assert.NotNull(scene.Handoff.PendingUpdate);
    }

    [Fact]
    public void Who_asked_is_not_cooled_down()
    {
        var scene = new Scene().Does("demo-requested", "demo", 0, proposition: "energy").Waits(300);
        Assert.Equal("mql", scene.Energy.Stage);
    }

    [Fact]
    public void Sales_keeps_what_it_accepted_however_cold()
    {
        var scene = new Scene().Qualifies();
        scene.Answers("accept", 1);
        Assert.Equal("sal", scene.Waits(300).Energy.Stage);
    }

    [Fact]
    public void The_phase_may_be_lost_for_thirty_days_before_the_lead_goes_back()
    {
        // Awareness content keeps the total above the line long after the price list's phase has ended.
        var scene = new Scene().Qualifies();
        for (var day = 3; day <= 73; day += 30)
            scene.Does("whitepaper-downloaded", "wp-netcongestie", day).Does("webinar-attended", "web-vol-stroomnet", day).Does("webinar-registered", "web-vol-stroomnet", day);

        Assert.Equal("mql", scene.Waits(74).Energy.Stage);
        Assert.Equal("awareness", scene.Energy.Score!.PhaseName);
        Assert.True(scene.Energy.Score.Total > 4500);
        Assert.Equal(("unqualified", "cooled:phase"), (scene.Waits(75).Energy.Stage, scene.Last.Cause));
    }

    [Fact]
    public void The_day_on_which_a_lead_cools_is_known_beforehand()
    {
        var scene = new Scene().Qualifies();

        var day = Intake.Stages.Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday)!.Value;

        var ahead = day.DayNumber - DateOnly.FromDateTime(Scene.Monday.UtcDateTime).DayNumber;
        Assert.Equal("mql", scene.Waits(ahead - 1).Energy.Stage);
        Assert.Equal("unqualified", scene.Waits(ahead).Energy.Stage);
        Assert.Null(Intake.Stages.Cooling.NextDay(scene.State, scene.Energy, scene.Playbook, Scene.Monday.AddDays(ahead)));
    }
}
