using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Tests.Handoffs;

/// <summary>Which step of a clock is when. The hours are 08:30 to 17:30, Monday to Friday, at the place of whoever has the lead.</summary>
public sealed class HandoffClockTests
{
    private const string Amsterdam = "Europe/Amsterdam";

    [Theory]
    [InlineData("asked", Amsterdam, "2026-09-24 12:00", "Thu 2026-09-24 12:45", "Thu 2026-09-24 14:00", "Thu 2026-09-24 16:00")]
    [InlineData("asked", Amsterdam, "2026-10-09 22:40", "Mon 2026-10-12 09:15", "Mon 2026-10-12 10:30", "Mon 2026-10-12 12:30")] // story 2: begins with the next working hour
    [InlineData("asked", Amsterdam, "2026-09-24 17:00", "Fri 2026-09-25 08:45", "Fri 2026-09-25 10:00", "Fri 2026-09-25 12:00")] // over a night
    [InlineData("asked", Amsterdam, "2026-09-24 00:00", "Thu 2026-09-24 09:15", "Thu 2026-09-24 10:30", "Thu 2026-09-24 12:30")] // midnight
    [InlineData("asked", Amsterdam, "2026-09-24 23:59", "Fri 2026-09-25 09:15", "Fri 2026-09-25 10:30", "Fri 2026-09-25 12:30")]
    [InlineData("asked", Amsterdam, "2026-04-24 16:30", "Fri 2026-04-24 17:15", "Tue 2026-04-28 09:30", "Tue 2026-04-28 11:30")] // weekend and King's Day
    [InlineData("asked", Amsterdam, "2026-03-27 17:00", "Mon 2026-03-30 08:45", "Mon 2026-03-30 10:00", "Mon 2026-03-30 12:00")] // the clock goes forward on Sunday
    [InlineData("asked", Amsterdam, "2026-10-23 17:00", "Mon 2026-10-26 08:45", "Mon 2026-10-26 10:00", "Mon 2026-10-26 12:00")] // and back
    [InlineData("asked", Amsterdam, "2026-12-31 16:45", "Thu 2026-12-31 17:30", "Mon 2027-01-04 09:45", "Mon 2027-01-04 11:45")] // the year's end
    [InlineData("asked", "America/New_York", "2026-10-30 17:00", "Mon 2026-11-02 08:45", "Mon 2026-11-02 10:00", "Mon 2026-11-02 12:00")] // back a week later there
    [InlineData("asked", "America/New_York", "2026-03-06 17:00", "Mon 2026-03-09 08:45", "Mon 2026-03-09 10:00", "Mon 2026-03-09 12:00")]
    [InlineData("asked", "Pacific/Auckland", "2026-09-25 17:00", "Mon 2026-09-28 08:45", "Mon 2026-09-28 10:00", "Mon 2026-09-28 12:00")] // forward in September there
    [InlineData("asked", "Asia/Kolkata", "2026-09-24 12:00", "Thu 2026-09-24 12:45", "Thu 2026-09-24 14:00", "Thu 2026-09-24 16:00")] // half an hour off
    [InlineData("asked", "Asia/Tokyo", "2026-12-24 17:00", "Mon 2026-12-28 08:45", "Mon 2026-12-28 10:00", "Mon 2026-12-28 12:00")] // the company's Christmas
    [InlineData("score", Amsterdam, "2026-09-24 12:00", "Fri 2026-09-25 09:00", "Fri 2026-09-25 15:00", "Mon 2026-09-28 10:00")]
    [InlineData("score", Amsterdam, "2026-12-23 15:00", "Thu 2026-12-24 12:00", "Mon 2026-12-28 09:00", "Mon 2026-12-28 13:00")]
    [InlineData("score", Amsterdam, "2026-12-31 08:30", "Thu 2026-12-31 14:30", "Mon 2027-01-04 11:30", "Mon 2027-01-04 15:30")]
    [InlineData("score", "America/Sao_Paulo", "2026-09-25 16:30", "Mon 2026-09-28 13:30", "Tue 2026-09-29 10:30", "Tue 2026-09-29 14:30")]
    public void Unanswered_it_is_reminded_of_told_and_given_away(string lane, string zone, string mailed, string reminder, string told, string away) =>
        Assert.Equal([$"reminder {reminder}", $"team-lead {told}", $"reassign {away}"], ClockScene.Mailed(lane, zone, mailed).Shown);

    [Theory]
    [InlineData("asked", Amsterdam, "2026-09-24 15:00", "Fri 2026-09-25 10:00", "Mon 2026-09-28 13:00")]
    [InlineData("score", Amsterdam, "2026-09-24 15:00", "Mon 2026-09-28 13:00", "Thu 2026-10-01 15:00")]
    [InlineData("score", Amsterdam, "2026-09-26 15:00", "Tue 2026-09-29 15:30", "Mon 2026-10-05 08:30")] // accepted on a Saturday
    [InlineData("asked", "Asia/Tokyo", "2026-04-24 15:30", "Tue 2026-04-28 10:30", "Wed 2026-04-29 13:30")] // the company's holiday counts there too
    [InlineData("score", "America/New_York", "2026-10-29 15:00", "Mon 2026-11-02 13:00", "Thu 2026-11-05 15:00")] // five days later it is as late as it was
    public void Accepted_it_waits_for_contact(string lane, string zone, string accepted, string nudge, string back) =>
        Assert.Equal([$"contact-nudge {nudge}", $"back-to-pool {back}"], ClockScene.Accepted(lane, zone, accepted).Shown);

    [Theory]
    [InlineData(Amsterdam, "2026-09-24 15:00", "Thu 2026-10-01 15:00", "Thu 2026-10-08 15:00")]
    [InlineData(Amsterdam, "2026-12-24 10:00", "Mon 2027-01-04 10:00", "Mon 2027-01-11 10:00")] // Christmas, New Year's Day, two weekends
    [InlineData(Amsterdam, "2026-10-23 15:00", "Fri 2026-10-30 15:00", "Fri 2026-11-06 15:00")]
    [InlineData("America/New_York", "2026-03-05 09:00", "Thu 2026-03-12 09:00", "Thu 2026-03-19 09:00")]
    public void In_contact_it_waits_to_be_qualified(string zone, string accepted, string nudge, string over) =>
        Assert.Equal([$"qualify-nudge {nudge}", $"qualify-over {over}"], ClockScene.Accepted("score", zone, accepted).Contacted().Shown);

    [Fact]
    public void What_a_former_holder_told_is_no_contact() =>
        Assert.Equal("contact-nudge Fri 2026-09-25 10:00", ClockScene.Accepted("asked", Amsterdam, "2026-09-24 15:00").Contacted(by: "sanne").Shown.First());

    [Fact]
    public void Qualified_it_waits_to_be_an_opportunity()
    {
        var scene = ClockScene.Accepted("asked", Amsterdam, "2026-09-01 15:00").Contacted() with { Role = Role.Qualified, StageSince = ClockScene.At(Amsterdam, "2026-09-24 15:00") };
        Assert.Equal(["opportunity-nudge Thu 2026-10-22 15:00"], scene.Shown);
        Assert.Empty((scene with { Role = Role.Deal }).Shown);
    }

    [Theory]
    [InlineData("2026-10-01", "Thu 2026-10-01 08:30")]
    [InlineData("2026-09-26", "Mon 2026-09-28 08:30")] // a Saturday
    [InlineData("2026-12-25", "Mon 2026-12-28 08:30")]
    [InlineData("2027-01-01", "Mon 2027-01-04 08:30")]
    [InlineData("2026-10-25", "Mon 2026-10-26 08:30")] // the day on which the clock goes back
    public void Put_off_nothing_else_runs_until_that_day(string until, string over) =>
        Assert.Equal([$"snooze-over {over}"], ClockScene.Mailed("asked", Amsterdam, "2026-09-24 12:00").With(handoff => handoff with { SnoozedUntil = DateOnly.Parse(until) }).Shown);

    [Fact]
    public void After_that_its_clocks_begin_anew()
    {
        var scene = ClockScene.Mailed("asked", Amsterdam, "2026-09-24 12:00").With(handoff => handoff with { ClockFrom = ClockScene.At(Amsterdam, "2026-10-01 08:30") });
        Assert.Equal(["reminder Thu 2026-10-01 09:15", "team-lead Thu 2026-10-01 10:30", "reassign Thu 2026-10-01 12:30"], scene.Shown);
    }

    [Fact]
    public void A_day_off_does_not_count() // Wednesdays
    {
        var scene = ClockScene.Mailed("asked", Amsterdam, "2026-10-13 17:00");
        scene = scene with { Holder = scene.Holder with { WorkingDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday] } };
        Assert.Equal(["reminder Thu 2026-10-15 08:45", "team-lead Thu 2026-10-15 10:00", "reassign Thu 2026-10-15 12:00"], scene.Shown);
    }

    [Fact]
    public void Who_goes_away_meanwhile_is_not_waited_for_and_not_reminded_of_what_is_past() =>
        Assert.Equal(["team-lead Fri 2026-09-25 15:00", "reassign Mon 2026-09-28 10:00"], Away(ClockScene.Mailed("score", Amsterdam, "2026-09-24 12:00")).Shown);

    [Fact]
    public void An_absence_keeps_no_lead_from_the_pool() =>
        Assert.Equal(["back-to-pool Mon 2026-09-28 13:00"], Away(ClockScene.Accepted("asked", Amsterdam, "2026-09-24 15:00")).Shown);

    [Fact]
    public void What_is_done_is_not_ahead()
    {
        var scene = ClockScene.Mailed("asked", Amsterdam, "2026-09-24 12:00").With(handoff => handoff with { Steps = [ClockSteps.Reminder, ClockSteps.TeamLead] });
        Assert.Equal(["reassign Thu 2026-09-24 16:00"], scene.Shown);
    }

    [Theory]
    [InlineData(HandoffState.Due)]
    [InlineData(HandoffState.Rejected)]
    [InlineData(HandoffState.Withdrawn)]
    [InlineData(HandoffState.Moved)]
    [InlineData(HandoffState.Joined)]
    public void Nothing_runs_for_what_nobody_has_or_is_over(HandoffState state) =>
        Assert.Empty(ClockScene.Mailed("asked", Amsterdam, "2026-09-24 12:00").With(handoff => handoff with { State = state }).Shown);

    [Fact]
    public void Nothing_runs_once_it_ended() =>
        Assert.Empty(ClockScene.Accepted("asked", Amsterdam, "2026-09-24 12:00").With(handoff => handoff with { End = new HandoffEnd("won", Sample.Amsterdam("2026-09-25 12:00"), "holder") }).Shown);

    private static ClockScene Away(ClockScene scene) =>
        scene with { Holder = scene.Holder with { Absences = [new Absence(new DateOnly(2026, 9, 25), new DateOnly(2026, 10, 2))] } };
}
