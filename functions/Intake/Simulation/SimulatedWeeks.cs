using System.Collections.Immutable;
using System.Globalization;

namespace Intake.Simulation;

/// <summary>The handoffs of an account manager in a week.</summary>
/// <param name="Week">ISO week such as <c>2026-W39</c>, by the company's clock.</param>
/// <param name="Monday">Its first day.</param>
/// <param name="AccountManager">Id of the account manager; <c>-</c> while nobody was picked.</param>
/// <param name="Did">How many they got.</param>
/// <param name="Would">How many they would have got.</param>
/// <param name="WouldScored">How many of these by the score lane, which capacity is held against.</param>
public sealed record SimulatedWeek(string Week, DateOnly Monday, string AccountManager, int Did, int Would, int WouldScored);

/// <summary>Counts handoffs by week and account manager.</summary>
internal static class SimulatedWeeks
{
    /// <summary>Stands for whoever is picked once the mail is about to leave.</summary>
    public const string Nobody = "-";

    public static ImmutableArray<SimulatedWeek> Of(ImmutableArray<RealHandoff> did, ImmutableArray<RoutedHandoff> would, TimeZoneInfo zone)
    {
        var real = did.Select(made => (Monday: MondayOf(made.At, zone), Manager: made.AccountManager ?? Nobody, Did: 1, Would: 0, Scored: 0));
        var simulated = would.Select(made => (
            Monday: MondayOf(made.Handoff.At, zone), Manager: made.AccountManager, Did: 0, Would: 1, Scored: made.Handoff.Asked ? 0 : 1));
        return
        [
            .. from one in real.Concat(simulated)
               group one by (one.Monday, one.Manager) into week
               orderby week.Key.Monday, week.Key.Manager
               select new SimulatedWeek(
                   NameOf(week.Key.Monday), week.Key.Monday, week.Key.Manager, week.Sum(one => one.Did), week.Sum(one => one.Would), week.Sum(one => one.Scored)),
        ];
    }

    private static DateOnly MondayOf(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    /// <summary>The ISO week that begins on a Monday, such as <c>2026-W39</c>.</summary>
    public static string NameOf(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}");
    }
}
