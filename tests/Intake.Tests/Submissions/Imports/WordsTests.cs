using System.Globalization;
using Intake.Submissions.Imports;

namespace Intake.Tests.Submissions.Imports;

/// <summary>What people write in cells.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("6", 6)]
    [InlineData("within 6 months", 6)]
    [InlineData("binnen half jaar", 6)]
    [InlineData("binnen een half jaar", 6)]
    [InlineData("halfjaar", 6)]
    [InlineData("half a year", 6)]
    [InlineData("anderhalf jaar", 18)]
    [InlineData("1,5 jaar", 18)]
    [InlineData("1 jaar", 12)]
    [InlineData("within a year or 1 yr", 12)]
    [InlineData("3-6 months", 6)]
    [InlineData("6 maanden tot 1 jaar", 12)]
    [InlineData("6-12 mnd", 12)]
    [InlineData("2 kwartalen", 6)]
    [InlineData("6 weken", 2)]
    [InlineData("innerhalb von drei Monaten", 3)]
    [InlineData("d'ici six mois", 6)]
    [InlineData("> 12 maanden", 13)]
    [InlineData("12+", 13)]
    [InlineData("meer dan 1 jaar", 13)]
    [InlineData("more than 6 months", 7)]
    [InlineData("z.s.m. nu", 1)]
    [InlineData("ASAP", 1)]
    [InlineData("2027", null)]
    [InlineData("ooit", null)]
    [InlineData("-6", 6)]
    public void A_timeframe_is_a_number_of_months(string text, int? months) => Assert.Equal(months, Timeframes.Months(text));

    [Theory]
    [InlineData("geen", true)]
    [InlineData("N.v.t.", true)]
    [InlineData("-", true)]
    [InlineData("6", false)]
    public void Some_say_that_they_said_nothing(string text, bool none) => Assert.Equal(none, Timeframes.IsNone(text));

    [Theory]
    [InlineData("2026-10-14", false, "2026-10-14T10:00:00Z")]
    [InlineData("14-10-2026", false, "2026-10-14T10:00:00Z")]
    [InlineData("14/10/2026 13:05", false, "2026-10-14T11:05:00Z")]
    [InlineData("14.10.26", false, "2026-10-14T10:00:00Z")]
    [InlineData("4-3-2026 9:00", false, "2026-03-04T08:00:00Z")]
    [InlineData("4/3/2026 9:00", true, "2026-04-03T07:00:00Z")]
    [InlineData("7/20/23, 4:16:29 PM", true, "2023-07-20T14:16:29Z")]
    [InlineData("7/20/23, 4:16:29\u202FPM", true, "2023-07-20T14:16:29Z")]
    [InlineData("2026-10-14T13:05:00Z", false, "2026-10-14T13:05:00Z")]
    [InlineData("2026-10-14T13:05:00+05:00", false, "2026-10-14T08:05:00Z")]
    [InlineData("2026-10-14T13:05", false, "2026-10-14T11:05:00Z")]
    [InlineData("2026-03-29 02:30", false, "2026-03-29T01:30:00Z")]
    [InlineData("31-02-2026", false, null)]
    [InlineData("1-1-1900", false, null)]
    [InlineData("gisteren", false, null)]
    public void A_date_is_an_instant_in_the_zone_of_the_file(string text, bool monthFirst, string? instant) => Assert.Equal(
        instant is null ? null : DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
        ImportDates.Read(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), monthFirst));

    [Theory]
    [InlineData("1h 13m 42s", 4422)]
    [InlineData("59m 35s", 3575)]
    [InlineData("1 u 5 min", 3900)]
    [InlineData("2 Std. 3 Min.", 7380)]
    [InlineData("45s", 45)]
    [InlineData("soon", null)]
    public void A_length_is_told_in_hours_minutes_and_seconds(string text, int? seconds) => Assert.Equal(seconds, (int?)TeamsPerson.Length(text)?.TotalSeconds);
}
