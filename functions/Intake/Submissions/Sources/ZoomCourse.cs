using System.Globalization;
using System.Text.Json;
using Intake.Submissions.Bodies;
using Intake.Webinars;

namespace Intake.Submissions.Sources;

/// <summary>Zoom's webinars in our words: which one a call is about, and what happened in it.</summary>
internal static class ZoomCourse
{
    private const string Provider = "zoom";

    // A series with fixed times: its webinars share one id. Everything else has an id of its own, and may be put off to another day.
    private const string Series = "9";

    /// <summary>What happened; null where the call lacks what must be known.</summary>
    public static WebinarEvent? Read(JsonElement webinar, CourseKind kind, DateTimeOffset? eventTime)
    {
        var person = JsonText.Find(webinar, "participant");
        var at = kind switch
        {
            CourseKind.Joined => Time(webinar, "participant", "join_time"),
            CourseKind.Left => Time(webinar, "participant", "leave_time"),
            CourseKind.Ended => Time(webinar, "end_time"),
            _ => Time(webinar, "start_time"),
        };
        if (JsonText.At(webinar, "id") is not { } id || (at ?? eventTime) is not { } happened) return null;
        string? Of(string name) => person is { } known ? JsonText.At(known, name) : null;
        return new WebinarEvent
        {
            Webinar = new WebinarOf(Provider, id, Day(webinar, Time(webinar, "start_time") ?? happened)),
            Kind = kind,
            At = happened,
            Registrant = Of("registrant_id"),
            Email = Of("email"),
            Name = Of("user_name"),
            Device = Of("participant_uuid") ?? Of("user_id"),
            StartsAt = Time(webinar, "start_time"),
            DurationMinutes = Minutes(webinar),
            Practice = JsonText.At(webinar, "practice_session") == "true",
        };
    }

    /// <summary>The registration that a registrant's call makes or takes back.</summary>
    public static WebinarRegistration Registration(JsonElement webinar, JsonElement registrant)
    {
        var days = Days(webinar).Distinct(StringComparer.Ordinal).ToList();
        return new WebinarRegistration(
            Provider, JsonText.At(webinar, "id") ?? "", days.FirstOrDefault(), JsonText.At(registrant, "id"), Time(webinar, "start_time"))
        {
            Further = days.Count > 1 ? [.. days.Skip(1)] : null,
        };
    }

    /// <summary>Planned length; null when not told.</summary>
    public static int? Minutes(JsonElement webinar) =>
        int.TryParse(JsonText.At(webinar, "duration"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10_000 ? minutes : null;

    private static IEnumerable<string> Days(JsonElement webinar)
    {
        if (JsonText.At(webinar, "type") != Series) yield break;
        if (JsonText.Find(webinar, "occurrences") is { ValueKind: JsonValueKind.Array } occurrences)
            foreach (var occurrence in occurrences.EnumerateArray())
                if (Time(occurrence, "start_time") is { } start) yield return Day(webinar, start);
    }

    // The course of a webinar names no occurrence, only when it started: in a series that is told by the day, where the host is.
    private static string Day(JsonElement webinar, DateTimeOffset start)
    {
        var zone = JsonText.At(webinar, "timezone") is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(start, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    // A table takes no time before 1601, and a time zone none at either end of the calendar.
    private static DateTimeOffset? Time(JsonElement root, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(JsonText.At(root, path), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year is >= 1970 and < 9999 ? time : null;
}
