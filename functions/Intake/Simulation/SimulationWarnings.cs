using System.Collections.Immutable;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Simulation;

/// <summary>Something that marketing and sales should look at before they agree.</summary>
/// <param name="Kind">A word of <see cref="SimulationWarnings"/>.</param>
/// <param name="Actual">What it would have been: handoffs, or leads in tenths of a percent.</param>
/// <param name="Limit">What it should be at most, or at least.</param>
/// <param name="Week">The week; null for all of the time.</param>
/// <param name="AccountManager">Whose; null for everybody's.</param>
public sealed record SimulationWarning(string Kind, int Actual, int Limit, string? Week = null, string? AccountManager = null);

/// <summary>Holds a simulation against what people can take and what was agreed.</summary>
public static class SimulationWarnings
{
    /// <summary>More in a week than the agreement allows an account manager.</summary>
    public const string TooMany = "too-many";

    /// <summary>More of the score lane in a week than an account manager takes on their working days.</summary>
    public const string AboveCapacity = "above-capacity";

    /// <summary>A larger, or smaller, share of the leads than agreed.</summary>
    public const string ShareAbove = "share-above", ShareBelow = "share-below";

    internal static ImmutableArray<SimulationWarning> Of(ImmutableArray<SimulatedWeek> weeks, int? share, Playbook playbook, Team team)
    {
        var limits = playbook.Agreement.Limits;
        var warnings = ImmutableArray.CreateBuilder<SimulationWarning>();
        if (share > limits.ShareToPercent * 10) warnings.Add(new SimulationWarning(ShareAbove, share.Value, limits.ShareToPercent * 10));
        if (share < limits.ShareFromPercent * 10) warnings.Add(new SimulationWarning(ShareBelow, share.Value, limits.ShareFromPercent * 10));
        foreach (var week in weeks)
        {
            if (week.Would > limits.HandoffsPerWeek) warnings.Add(new SimulationWarning(TooMany, week.Would, limits.HandoffsPerWeek, week.Week, week.AccountManager));
            if (CapacityOf(week, playbook.Routing.Hours, team) is { } capacity && week.WouldScored > capacity)
                warnings.Add(new SimulationWarning(AboveCapacity, week.WouldScored, capacity, week.Week, week.AccountManager));
        }
        return warnings.ToImmutable();
    }

    private static int? CapacityOf(SimulatedWeek week, WorkingHours hours, Team team) =>
        team.Find(week.AccountManager) is { } manager
            ? manager.Capacity * Enumerable.Range(0, 7).Select(week.Monday.AddDays).Count(WorkCalendar.For(hours, manager).Works)
            : null;
}
