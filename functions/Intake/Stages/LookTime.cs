using System.Globalization;

namespace Intake.Stages;

/// <summary>When a lead that moves by time alone is looked at.</summary>
public static class LookTime
{
    /// <summary>The day's beginning in UTC and as many minutes as the first two hex digits of the account's id say, so that midnight is not a flood.</summary>
    /// <param name="account">Id of the account: 32 hex digits.</param>
    /// <param name="day">The UTC day.</param>
    public static DateTimeOffset At(string account, DateOnly day) =>
        new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(int.Parse(account.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
