using System.Globalization;

namespace Intake.Submissions.Sources;

/// <summary>Times that providers send as a number.</summary>
internal static class EpochTime
{
    // The year 9999: beyond it there is no date to make.
    private const long Last = 253_402_300_799;

    /// <summary>Seconds since 1970; null for anything else.</summary>
    public static DateTimeOffset? Seconds(string? text) => Number(text) is { } value and <= Last ? DateTimeOffset.FromUnixTimeSeconds(value) : null;

    /// <summary>Milliseconds since 1970; null for anything else.</summary>
    public static DateTimeOffset? Milliseconds(string? text) =>
        Number(text) is { } value && value / 1000 <= Last ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
