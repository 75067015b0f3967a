using System.Globalization;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>A lead of the week.</summary>
internal sealed record WeekLead(int Number, DateTimeOffset At, string Country, bool Asked)
{
    public string Account => Number.ToString("x8", CultureInfo.InvariantCulture) + new string('a', 24);

    public string Handoff => Number.ToString("x8", CultureInfo.InvariantCulture) + new string('b', 24);
}

/// <summary>What sales does about a lead, once it has it.</summary>
internal enum Doing
{
    Accept,
    Reject,
    Snooze,
    Pass,
    Contact,
    Nothing,
}

/// <summary>Who comes when, and what sales does about it.</summary>
internal static class WeekPlan
{
    public static IReadOnlyList<WeekLead> Leads(Random random, int count) =>
    [
        .. Enumerable.Range(1, count).Select(number => new WeekLead(
            number, WeekTeam.Begins.AddMinutes(random.Next(0, 60 * 24 * 7)), WeekTeam.Countries[random.Next(WeekTeam.Countries.Length)], random.Next(100) < 35)),
    ];

    /// <summary>What is done first, and after how long.</summary>
    public static (Doing Doing, TimeSpan After) First(Random random) => (random.Next(100) switch { < 50 => Doing.Accept, < 65 => Doing.Reject, < 75 => Doing.Snooze, < 83 => Doing.Pass, _ => Doing.Nothing }, Within(random, 30));

    /// <summary>What is done after that.</summary>
    public static (Doing Doing, TimeSpan After) Next(Random random, Doing before) => before switch
    {
        Doing.Accept => (random.Next(100) < 60 ? Doing.Contact : Doing.Nothing, Within(random, 20)),
        Doing.Snooze => (random.Next(100) < 50 ? Doing.Accept : Doing.Nothing, Within(random, 72)),
        Doing.Pass => (random.Next(100) < 50 ? Doing.Accept : Doing.Nothing, Within(random, 20)),
        _ => (Doing.Nothing, default),
    };

    private static TimeSpan Within(Random random, int hours) => TimeSpan.FromMinutes(random.Next(1, hours * 60));
}
