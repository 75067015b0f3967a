using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary>When somebody works, in their own time zone. Working time is counted as it passes,
/// so a change of the clock neither adds nor takes any.</summary>
public sealed record WorkCalendar(
    TimeZoneInfo Zone, TimeOnly Start, TimeOnly End, ImmutableHashSet<DayOfWeek> Days, ImmutableHashSet<DateOnly> Free)
{
    // Absences are finite and at least one day a week is worked, so the next working day is always nearer than this.
    private const int MostDays = 3660;

    /// <summary>The calendar of an account manager: their zone, days and hours, else their company's, with its holidays, less their absences.</summary>
    /// <param name="playbook">What holds for whoever belongs to no company of the team.</param>
    /// <param name="manager">The account manager.</param>
    public static WorkCalendar For(WorkingHours playbook, AccountManager manager)
    {
        var company = manager.CompanyHours ?? playbook;
        return new WorkCalendar(
            manager.Zone ?? company.Zone, manager.Hours?.Start ?? company.Start, manager.Hours?.End ?? company.End, manager.WorkingDays ?? company.Days,
            company.Holidays.Union(manager.Absences.SelectMany(absence => absence.Days)));
    }

    /// <summary>The same as if they were never away.</summary>
    public static WorkCalendar Present(WorkingHours company, AccountManager manager) => For(company, manager with { Absences = [] });

    /// <summary>Whether the instant lies within working hours.</summary>
    public bool IsWorking(DateTimeOffset instant)
    {
        var day = LocalDay(instant);
        return Works(day) && At(day, Start) <= instant && instant < At(day, End);
    }

    /// <summary>Whether any work is done on a day.</summary>
    public bool Works(DateOnly day) => Days.Contains(day.DayOfWeek) && !Free.Contains(day);

    /// <summary>The day it is there at an instant.</summary>
    public DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant as their clock shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The instant itself when it is working time, else the start of the next working day.</summary>
    public DateTimeOffset NextStart(DateTimeOffset instant)
    {
        if (IsWorking(instant)) return instant.ToUniversalTime();
        foreach (var day in WorkingDaysFrom(LocalDay(instant)))
        {
            var start = At(day, Start);
            if (start >= instant) return start;
        }
        throw new InvalidOperationException("The calendar has no working day within ten years.");
    }

    /// <summary>When work begins on a day, or on the first working day after it.</summary>
    public DateTimeOffset StartOf(DateOnly day) => NextStart(At(day, TimeOnly.MinValue));

    /// <summary>When a stretch of working time that begins at an instant has passed.</summary>
    public DateTimeOffset Add(DateTimeOffset instant, WorkingTime time) =>
        time.Days > 0 ? AddDays(instant, time.Days) : Add(instant, TimeSpan.FromMinutes(time.Minutes));

    /// <summary>When this much working time has passed.</summary>
    public DateTimeOffset Add(DateTimeOffset instant, TimeSpan working)
    {
        var from = NextStart(instant);
        foreach (var day in WorkingDaysFrom(LocalDay(from)))
        {
            var start = At(day, Start) is var opens && opens > from ? opens : from;
            var left = At(day, End) - start;
            if (working <= left) return start + working;
            working -= left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
        throw new InvalidOperationException("The calendar has too little working time within ten years.");
    }

    // The same time of day, that many working days later.
    private DateTimeOffset AddDays(DateTimeOffset instant, int days)
    {
        var from = Local(NextStart(instant));
        var day = WorkingDaysFrom(DateOnly.FromDateTime(from.DateTime)).ElementAt(days);
        return At(day, TimeOnly.FromDateTime(from.DateTime));
    }

    private IEnumerable<DateOnly> WorkingDaysFrom(DateOnly first) =>
        Enumerable.Range(0, MostDays).Select(first.AddDays).Where(Works);

    /// <summary>The instant of a time of day there; of one that the change of the clock leaves out, the first that exists.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
