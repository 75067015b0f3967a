namespace Intake.Handoffs.Digests;

/// <summary>When the weekly digest leaves, in the working time of whoever gets it.</summary>
/// <param name="Day">The day of the week; a week is told on it, and it is the first day of the next.</param>
/// <param name="At">The time of day there.</param>
public sealed record DigestTime(DayOfWeek Day, TimeOnly At)
{
    /// <summary>Where the playbook states none.</summary>
    public static readonly DigestTime Default = new(DayOfWeek.Monday, new TimeOnly(8, 30));
}

/// <summary>A digest that is due: what was done from a day on, up to but not on another.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="Before">The first day that is not in it; the digest is called by it.</param>
public sealed record DigestWeek(DateOnly From, DateOnly Before)
{
    // What was told by nobody for longer than this is no news any more.
    private const int MostWeeks = 5;

    /// <summary>The digest that somebody is to get at an instant; null when they have had it, or while they are not at work.</summary>
    /// <param name="calendar">Their working time, less their absences: who is away gets the weeks together afterwards.</param>
    /// <param name="time">When digests leave.</param>
    /// <param name="last">How far the last one told; null when there was none.</param>
    /// <param name="now">The instant.</param>
    public static DigestWeek? Due(WorkCalendar calendar, DigestTime time, DateOnly? last, DateTimeOffset now)
    {
        if (!calendar.IsWorking(now)) return null;
        var before = calendar.LocalDay(now);
        while (before.DayOfWeek != time.Day || calendar.NextStart(calendar.At(before, time.At)) > now) before = before.AddDays(-1);
        if (before <= last) return null;
        var from = last ?? before.AddDays(-7);
        return new DigestWeek(from < before.AddDays(-7 * MostWeeks) ? before.AddDays(-7 * MostWeeks) : from, before);
    }

    /// <summary>Whether a day is in it.</summary>
    public bool Has(int day) => From.DayNumber <= day && day < Before.DayNumber;
}
