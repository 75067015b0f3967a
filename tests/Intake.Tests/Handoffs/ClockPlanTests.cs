using Intake.Accounts;
using Intake.Handoffs;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Handoffs;

/// <summary>What is done of the steps that are due, and who is written to.</summary>
public sealed class ClockPlanTests
{
    private static readonly AccountManager Lead = Sample.Team.ById["joris"] with { Deputy = "bram" };
    private static readonly ClockScene Unanswered = ClockScene.Mailed("asked", "Europe/Amsterdam", "2026-09-24 12:00");
    private static readonly DateTimeOffset At = Sample.Amsterdam("2026-09-24 16:00");

    [Theory]
    [InlineData("2026-09-24 12:45", ClockSteps.Reminder, "holder")]
    [InlineData("2026-09-24 14:00", ClockSteps.TeamLead, "joris")]
    [InlineData("2026-09-24 16:00", ClockSteps.Reassign, null)]
    public void A_step_overtakes_those_before_it(string now, string step, string? to)
    {
        var plan = Plan(Unanswered, Sample.Amsterdam(now), Unanswered.Team(Lead));

        Assert.Equal((step, to, false), (plan.Step, plan.To?.Id, plan.Ends));
        Assert.Equal(Unanswered.Ahead.TakeWhile(each => each.Step != step).Select(each => each.Step).Append(step), plan.Done);
    }

    [Fact]
    public void After_the_team_lead_there_is_nobody()
    {
        var scene = Unanswered with { Holder = Lead, Handoff = Unanswered.Handoff with { AccountManager = Lead.Id } };
        var plan = Plan(scene, At, scene.Team());
        Assert.Equal((ClockSteps.Reassign, null, true), (plan.Step, plan.To, plan.Ends));

        var after = plan.Apply(StateOf(scene), scene.Handoff, SamplePlaybook.Instance, scene.Team(), At);
        var handoff = after.Handoffs["h"];
        Assert.Equal((HandoffState.Mailed, "joris", 1), (handoff.State, handoff.AccountManager, handoff.Assignment));
        Assert.Empty((scene with { Handoff = handoff }).Ahead);
        Assert.Null(plan.EventOf(scene.Handoff, At));
    }

    [Fact]
    public void Who_got_it_as_the_last_in_line_while_the_team_lead_is_away_keeps_it()
    {
        var scene = Unanswered.With(handoff => handoff with { RoutedBy = RoutingReasons.Fallback });
        Assert.True(Plan(scene, At, scene.Team(Away(Lead))).Ends);
    }

    [Fact]
    public void Who_stands_in_for_the_team_lead_is_not_told_of_themselves_and_loses_what_they_do_not_answer()
    {
        var team = Unanswered.Team(Away(Lead with { Deputy = "holder" }));
        Assert.Equal("holder", ClockPlan.TeamLead(Sample.Rules, team, At)!.Id);

        var told = Plan(Unanswered, Sample.Amsterdam("2026-09-24 14:00"), team);
        Assert.Equal((ClockSteps.TeamLead, null), (told.Step, told.To?.Id));
        Assert.False(Plan(Unanswered, At, team).Ends);
    }

    [Fact]
    public void Another_who_stands_in_is_told() =>
        Assert.Equal("bram", Plan(Unanswered, Sample.Amsterdam("2026-09-24 14:00"), Unanswered.Team(Away(Lead), Sample.Team.ById["bram"])).To!.Id);

    [Theory]
    [InlineData("2026-09-24 14:00", "2026-09-24 14:00")]
    [InlineData("2026-09-24 17:30", "2026-09-25 08:30")] // a run that is late
    [InlineData("2026-09-26 03:00", "2026-09-28 08:30")]
    public void A_mail_leaves_in_the_hours_of_whoever_reads_it(string now, string leaves)
    {
        var plan = Plan(Unanswered, Sample.Amsterdam("2026-09-24 14:00"), Unanswered.Team(Lead));
        Assert.Equal(Sample.Amsterdam(leaves), plan.Leaves(Sample.Rules, Sample.Amsterdam(now)));
        var overseas = plan with { To = Lead with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") } };
        Assert.Equal(ClockScene.At("America/New_York", "2026-09-24 08:30"), overseas.Leaves(Sample.Rules, Sample.Amsterdam("2026-09-24 14:00")));
    }

    [Fact]
    public void What_nobody_is_written_about_happens_at_once() =>
        Assert.Equal(Sample.Amsterdam("2026-09-26 03:00"), Plan(Unanswered, At, Unanswered.Team(Lead)).Leaves(Sample.Rules, Sample.Amsterdam("2026-09-26 03:00")));

    [Fact]
    public void What_was_put_off_begins_anew()
    {
        var scene = Unanswered.With(handoff => handoff with { SnoozedUntil = new DateOnly(2026, 10, 1), AnswerBy = null, Steps = [ClockSteps.Reminder] });
        var now = Sample.Amsterdam("2026-10-01 08:31");
        var plan = Plan(scene, now, scene.Team(Lead));
        Assert.Equal((ClockSteps.SnoozeOver, "holder"), (plan.Step, plan.To!.Id));

        var awake = plan.Apply(StateOf(scene), scene.Handoff, SamplePlaybook.Instance, scene.Team(Lead), now).Handoffs["h"];
        Assert.Equal((null, now, null, Sample.Amsterdam("2026-10-01 09:31")), (awake.SnoozedUntil, awake.ClockFrom, awake.Steps, awake.AnswerBy));
    }

    private static ClockPlan Plan(ClockScene scene, DateTimeOffset now, Team team) =>
        ClockPlan.Of(scene.Handoff, [.. scene.Ahead.Where(step => step.At <= now)], Sample.Rules, team, now);

    private static AccountManager Away(AccountManager manager) => manager with { Absences = [new Absence(new DateOnly(2026, 9, 24), new DateOnly(2026, 9, 24))] };

    private static AccountState StateOf(ClockScene scene) => AccountState.Of(new Account { Id = "a", IsCompany = true }).With(scene.Handoff);
}
