namespace Intake.Simulation;

/// <summary>The time that a simulation looks at. What happened before it counts all the same.</summary>
/// <param name="From">The first day, in UTC; null for all from the beginning.</param>
/// <param name="To">The last day.</param>
/// <param name="Begin">The first instant.</param>
/// <param name="End">The first instant that is not looked at any more.</param>
public sealed record SimulationPeriod(DateOnly? From, DateOnly To, DateTimeOffset Begin, DateTimeOffset End)
{
    /// <summary>The time of some days, as far as they are over.</summary>
    /// <param name="from">The first day; null for all from the beginning.</param>
    /// <param name="to">The last day; null for today.</param>
    /// <param name="now">The time.</param>
    public static SimulationPeriod Of(DateOnly? from, DateOnly? to, DateTimeOffset now)
    {
        var last = to ?? DateOnly.FromDateTime(now.UtcDateTime);
        // What has not happened yet is not told.
        var end = last < DateOnly.MaxValue && Midnight(last.AddDays(1)) is var midnight && midnight < now ? midnight : now;
        return new SimulationPeriod(from, last, from is { } first ? Midnight(first) : DateTimeOffset.MinValue, end);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
