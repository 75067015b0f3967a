namespace Intake.Simulation;

/// <summary>A week of the chart: all account managers together.</summary>
/// <param name="Name">ISO week such as <c>2026-W39</c>.</param>
/// <param name="Did">Handoffs that were made.</param>
/// <param name="Would">Handoffs that would have been made.</param>
internal sealed record ChartWeek(string Name, int Did, int Would)
{
    /// <summary>From the first week with a handoff to the last: a week without any is a gap that must be seen.</summary>
    public static IReadOnlyList<ChartWeek> Of(SimulationReport report)
    {
        if (report.Weeks.IsEmpty) return [];
        var byMonday = report.Weeks.ToLookup(week => week.Monday);
        var weeks = new List<ChartWeek>();
        for (var monday = report.Weeks.Min(week => week.Monday); monday <= report.Weeks.Max(week => week.Monday); monday = monday.AddDays(7))
            weeks.Add(new ChartWeek(SimulatedWeeks.NameOf(monday), byMonday[monday].Sum(week => week.Did), byMonday[monday].Sum(week => week.Would)));
        return weeks;
    }
}
