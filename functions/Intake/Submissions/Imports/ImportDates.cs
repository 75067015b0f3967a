using System.Globalization;

namespace Intake.Submissions.Imports;

/// <summary>Reads dates as spreadsheets write them.</summary>
internal static class ImportDates
{
    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " h:mm tt", " h:mm:ss tt", "'T'H:mm", "'T'H:mm:ss", "'T'H:mm:ss.FFFFFFF"];

    private static readonly string[] YearFirst = Formats("yyyy-M-d", "yyyy/M/d", "yyyy.M.d");
    private static readonly string[] DayFirst = [.. YearFirst, .. Formats("d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yy", "d/M/yy", "d.M.yy")];
    private static readonly string[] MonthFirst = [.. YearFirst, .. Formats("M-d-yyyy", "M/d/yyyy", "M-d-yy", "M/d/yy")];

    /// <summary>The instant; null when it is no date. Without an offset it is in the zone, without a time it is noon there.</summary>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone, bool monthFirst)
    {
        // Newer systems put a narrow space before AM and PM.
        var plain = text.Trim().Replace(", ", " ", StringComparison.Ordinal).Replace('\u202F', ' ').Replace('\u00A0', ' ');
        if (!DateTime.TryParseExact(plain, monthFirst ? MonthFirst : DayFirst, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read))
            return Offset(plain);
        // Where a zone moves it out of the calendar there is no instant to make.
        if (read.Year is < 1970 or > 9998) return null;
        var local = plain.Contains(':', StringComparison.Ordinal) ? read : read.AddHours(12);
        return Sensible(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local)));
    }

    private static DateTimeOffset? Offset(string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Sensible(at) : null;

    // What lies before 1970 was never set.
    private static DateTimeOffset? Sensible(DateTimeOffset at) => at >= DateTimeOffset.UnixEpoch ? at.ToUniversalTime() : null;

    private static string[] Formats(params string[] days) => [.. days.SelectMany(day => Times.Select(time => day + time))];
}
