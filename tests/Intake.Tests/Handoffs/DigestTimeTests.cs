using Intake.Handoffs;
using Intake.Handoffs.Digests;

namespace Intake.Tests.Handoffs;

public sealed class DigestTimeTests
{
    [Theory]
    [InlineData("sanne", "2026-09-28 08:29", "2026-09-21")] // a minute early: the week before
    [InlineData("sanne", "2026-09-28 08:30", "2026-09-28")]
    [InlineData("sanne", "2026-09-30 12:00", "2026-09-28")]
    [InlineData("sanne", "2026-04-07 08:30", "2026-04-06")] // Easter Monday is free
    [InlineData("sanne", "2026-03-30 08:30", "2026-03-30")] // the clock went forward the day before
    [InlineData("sanne", "2026-10-26 08:30", "2026-10-26")] // and back
    [InlineData("sanne", "2027-01-04 08:30", "2027-01-04")] // the year's first
    [InlineData("fenna", "2026-09-28 08:30", "2026-09-28")]
    public void A_digest_is_due_at_its_time_or_the_next_start(string manager, string now, string before)
    {
        var week = DigestWeek.Due(Sample.Calendar(manager), DigestTime.Default, null, Local(now));
        // Before the day begins nobody is mailed; the one of the week before is due at work only.
        if (now.EndsWith("08:29", StringComparison.Ordinal)) Assert.Null(week);
        else Assert.Equal((DateOnly.Parse(before), DateOnly.Parse(before).AddDays(-7)), (week!.Before, week.From));
    }

    [Fact]
    public void It_is_not_due_again_in_the_same_week()
    {
        var last = new DateOnly(2026, 9, 28);
        Assert.Null(DigestWeek.Due(Sample.Calendar("sanne"), DigestTime.Default, last, Local("2026-10-02 12:00")));
        Assert.Equal(new DigestWeek(last, new DateOnly(2026, 10, 5)), DigestWeek.Due(Sample.Calendar("sanne"), DigestTime.Default, last, Local("2026-10-05 08:30")));
    }

    [Fact]
    public void A_part_timer_whose_day_it_is_not_gets_it_on_the_next_they_work()
    {
        var wednesdays = new DigestTime(DayOfWeek.Wednesday, new TimeOnly(8, 30));
        var last = new DateOnly(2026, 9, 23);
        Assert.Null(DigestWeek.Due(Sample.Calendar("fenna"), wednesdays, last, Local("2026-09-30 09:00")));
        Assert.Equal(new DateOnly(2026, 9, 30), DigestWeek.Due(Sample.Calendar("fenna"), wednesdays, last, Local("2026-10-01 08:30"))!.Before);
    }

    [Fact]
    public void Weeks_that_nobody_told_are_one_and_not_too_many()
    {
        var last = new DateOnly(2026, 9, 7);
        Assert.Equal(last, DigestWeek.Due(Sample.Calendar("sanne"), DigestTime.Default, last, Local("2026-09-28 09:00"))!.From);
        Assert.Equal(new DateOnly(2026, 8, 24), DigestWeek.Due(Sample.Calendar("sanne"), DigestTime.Default, new DateOnly(2026, 1, 5), Local("2026-09-28 09:00"))!.From);
    }

    [Fact]
    public void The_owner_reads_or_who_took_over_and_of_partners_the_partner_desk()
    {
        var (rules, team) = (Sample.Rules, Sample.Team);
        Assert.Equal("sanne", DigestReaders.Of("sanne", "customer", rules, team));
        Assert.Equal("claire", DigestReaders.Of(null, "agency", rules, team));
        Assert.Null(DigestReaders.Of(null, "prospect", rules, team));
        Assert.Null(DigestReaders.Of("nobody", "prospect", rules, team));
        var left = team.ById.Values.First(manager => !manager.Active);
        Assert.Equal(left.Successor, DigestReaders.Of(left.Id, "customer", rules, team));
    }

    private static DateTimeOffset Local(string local) => Sample.Amsterdam(local);
}
