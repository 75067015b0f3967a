using System.Globalization;

namespace Intake.Stages;

/// <summary>When on a day an account is looked at because time has passed.</summary>
public static class LookTime
{
    /// <summary>The day's 00:00 UTC and up to 255 minutes, as many as the first two hex digits of the account's id say: midnight is not a flood.</summary>
    public static DateTimeOffset At(string account, DateOnly day)
    {
        var minutes = account.Length < 2 || !int.TryParse(account.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var told) ? 0 : told;
        return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).AddMinutes(minutes);
    }
}
