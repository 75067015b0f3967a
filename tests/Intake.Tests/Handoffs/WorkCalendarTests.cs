using CsCheck;
using Intake.Handoffs;

namespace Intake.Tests.Handoffs;

public class WorkCalendarTests
{
    [Theory]
    [InlineData("2026-10-09 22:40", "2026-10-12 08:30")] // Friday night
    [InlineData("2026-10-12 08:30", "2026-10-12 08:30")] // at the start
    [InlineData("2026-10-12 08:29", "2026-10-12 08:30")]
    [InlineData("2026-10-12 17:29", "2026-10-12 17:29")]
    [InlineData("2026-10-12 17:30", "2026-10-13 08:30")] // the end is no longer work
    [InlineData("2026-10-12 00:00", "2026-10-12 08:30")] // midnight
    [InlineData("2026-12-24 18:00", "2026-12-28 08:30")] // Christmas, then a weekend
    [InlineData("2026-12-31 23:59", "2027-01-04 08:30")] // New Year's Day, then a weekend
    [InlineData("2026-04-26 12:00", "2026-04-28 08:30")] // Sunday, then King's Day
    public void Work_begins_at_the_next_start(string asked, string starts) =>
        Assert.Equal(Sample.Amsterdam(starts), Sample.Calendar("sanne").NextStart(Sample.Amsterdam(asked)));

    [Theory]
    [InlineData("2026-10-09 22:40", "1h", "2026-10-12 09:30")] // story 2
    [InlineData("2026-10-09 17:00", "1h", "2026-10-12 09:00")] // over the weekend
    [InlineData("2026-09-24 17:30", "8h", "2026-09-25 16:30")]
    [InlineData("2026-09-24 12:00", "8h", "2026-09-25 11:00")]
    [InlineData("2026-09-24 09:30", "8h", "2026-09-24 17:30")] // exactly the day's end
    [InlineData("2026-10-23 17:00", "1h", "2026-10-26 09:00")] // the clock goes back on Sunday
    [InlineData("2026-03-27 17:00", "1h", "2026-03-30 09:00")] // and forward
    [InlineData("2026-12-31 17:00", "16h", "2027-01-05 15:00")] // over the year's end
    [InlineData("2026-09-24 15:00", "5d", "2026-10-01 15:00")]
    [InlineData("2026-09-26 15:00", "1d", "2026-09-29 08:30")] // from a Saturday
    public void Working_time_passes_in_working_hours_only(string from, string time, string until) =>
        Assert.Equal(Sample.Amsterdam(until), Sample.Calendar("sanne").Add(Sample.Amsterdam(from), Time(time)));

    [Fact]
    public void Own_days_off_do_not_count() => // Fenna is off on Wednesdays
        Assert.Equal(Sample.Amsterdam("2026-10-15 09:00"), Sample.Calendar("fenna").Add(Sample.Amsterdam("2026-10-13 17:00"), Time("1h")));

    [Fact]
    public void Absences_do_not_count()
    {
        var away = Sample.Team.ById["sanne"] with { Absences = [new Absence(new(2026, 10, 12), new(2026, 10, 16))] };
        Assert.Equal(Sample.Amsterdam("2026-10-19 09:30"), WorkCalendar.For(Sample.Rules.Hours, away).Add(Sample.Amsterdam("2026-10-09 22:40"), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void The_account_managers_own_time_zone_counts()
    {
        var overseas = Sample.Team.ById["claire"] with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };
        Assert.Equal(DateTimeOffset.Parse("2026-10-12T08:30-04:00"), WorkCalendar.For(Sample.Rules.Hours, overseas).NextStart(DateTimeOffset.Parse("2026-10-12T06:00Z")));
    }

    [Fact]
    public void A_start_that_the_clock_skips_is_moved_forward()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var night = new WorkCalendar(zone, new(2, 30), new(6, 0), [DayOfWeek.Sunday], []);
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:00Z"), night.NextStart(DateTimeOffset.Parse("2026-03-29T00:00Z")));
    }

    [Fact]
    public void An_hour_is_an_hour_when_the_clock_goes_back()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var night = new WorkCalendar(zone, new(1, 0), new(6, 0), [DayOfWeek.Sunday], []);
        var start = DateTimeOffset.Parse("2026-10-24T23:00Z");
        Assert.Equal(start.AddHours(6), night.Add(start, TimeSpan.FromHours(6))); // 01:00 to 06:00 lasts six hours that night
    }

    [Fact]
    public void The_asked_lane_leaves_at_any_hour_and_the_score_lane_in_hours()
    {
        var (night, calendar) = (Sample.Amsterdam("2026-10-09 22:40"), Sample.Calendar("bram"));
        Assert.Equal(night, Sample.Rules.Asked.MailLeaves(night, calendar));
        Assert.Equal(Sample.Amsterdam("2026-10-12 08:30"), Sample.Rules.Scored.MailLeaves(night, calendar));
        Assert.Equal(Sample.Amsterdam("2026-10-12 09:30"), Sample.Rules.Asked.AnswerDue(night, calendar));
    }

    private static readonly Gen<DateTimeOffset> Instants = Gen.Int[0, 60 * 24 * 800].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));
    private static readonly Gen<string> Managers = Gen.Bool.Select(one => one ? "sanne" : "fenna");

    [Fact]
    public void Later_never_becomes_earlier() =>
        Gen.Select(Instants, Instants, Gen.Int[1, 4000], Managers).Sample((one, other, minutes, manager) =>
        {
            var (calendar, first, second) = (Sample.Calendar(manager), one < other ? one : other, one < other ? other : one);
            return calendar.Add(first, TimeSpan.FromMinutes(minutes)) <= calendar.Add(second, TimeSpan.FromMinutes(minutes))
                && calendar.NextStart(first) <= calendar.NextStart(second)
                && calendar.Add(first, new WorkingTime(0, 3)) <= calendar.Add(second, new WorkingTime(0, 3));
        }, iter: 3000);

    [Fact]
    public void Two_stretches_are_as_long_as_their_sum() =>
        Gen.Select(Instants, Gen.Int[1, 2000], Gen.Int[1, 2000], Managers).Sample((from, first, second, manager) =>
        {
            var calendar = Sample.Calendar(manager);
            return calendar.Add(calendar.Add(from, TimeSpan.FromMinutes(first)), TimeSpan.FromMinutes(second)) == calendar.Add(from, TimeSpan.FromMinutes(first + second));
        }, iter: 3000);

    [Fact]
    public void What_begins_is_working_time() =>
        Gen.Select(Instants, Managers).Sample((from, manager) => Sample.Calendar(manager).IsWorking(Sample.Calendar(manager).NextStart(from)), iter: 3000);

    private static WorkingTime Time(string text) => WorkingTime.TryParse(text, out var time) ? time : throw new FormatException(text);
}
