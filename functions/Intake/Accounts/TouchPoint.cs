using Intake.Submissions;

namespace Intake.Accounts;

/// <summary>How a person came to us, and with which submission.</summary>
public sealed record TouchPoint(Touch Touch, DateTimeOffset At, string By)
{
    /// <summary>The earlier of two; at the same instant the smaller by id.</summary>
    public static TouchPoint First(TouchPoint? known, TouchPoint told) => known is null || told.IsBefore(known) ? told : known;

    /// <summary>The later of two; at the same instant the greater by id.</summary>
    public static TouchPoint Last(TouchPoint? known, TouchPoint told) => known is null || known.IsBefore(told) ? told : known;

    private bool IsBefore(TouchPoint other) => At < other.At || (At == other.At && string.CompareOrdinal(By, other.By) < 0);
}
