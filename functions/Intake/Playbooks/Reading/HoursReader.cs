using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Intake.Handoffs;
using Intake.Handoffs.Digests;

namespace Intake.Playbooks.Reading;

/// <summary>Reads working hours, days and time zones: the company's, and those of account managers who have others.</summary>
internal static class HoursReader
{
    private static readonly FrozenDictionary<string, DayOfWeek> DayWords =
        Enum.GetValues<DayOfWeek>().ToFrozenDictionary(day => day.ToString()[..3].ToLowerInvariant(), StringComparer.Ordinal);

    public static WorkingHours Read(Node root)
    {
        if (root.Object("hours") is not { } node) return new WorkingHours(TimeZoneInfo.Utc, default, default, [], []);
        var hours = new WorkingHours(
            Zone(node, "timeZone"),
            // What cannot be read is left as wide as the day, so that it is not told to be in the wrong order too.
            node.Value<TimeOnly>("start", TryTime, "no time such as 08:30", TimeOnly.MinValue),
            node.Value<TimeOnly>("end", TryTime, "no time such as 08:30", TimeOnly.MaxValue),
            Days(node, "days"),
            [.. node.OptionalList("holidays", Holiday)]);
        if (hours.Start >= hours.End) node.Problem("end", "must be later than the start");
        node.Close();
        return hours;
    }

    public static DigestTime Digest(Node root)
    {
        if (root.OptionalObject("digest") is not { } node) return DigestTime.Default;
        var digest = new DigestTime(
            node.Value<DayOfWeek>("day", DayWords.TryGetValue, "none of mon, tue, wed, thu, fri, sat, sun", DigestTime.Default.Day),
            node.Value<TimeOnly>("time", TryTime, "no time such as 08:30", DigestTime.Default.At));
        node.Close();
        return digest;
    }

    public static ImmutableHashSet<DayOfWeek> Days(Node node, string name)
    {
        var given = node.Has(name);
        var days = node.Values<DayOfWeek>(name, DayWords.TryGetValue, "none of mon, tue, wed, thu, fri, sat, sun", required: true);
        if (given && days.IsEmpty) node.Problem(name, "needs at least one day");
        return [.. days];
    }

    public static TimeZoneInfo Zone(Node node, string name) =>
        node.Value(name, TimeZoneInfo.TryFindSystemTimeZoneById, "no time zone such as Europe/Amsterdam", TimeZoneInfo.Utc);

    /// <summary>From when until when on a day; null where it is not given or wrong.</summary>
    public static HoursOfDay? OfDay(Node? node)
    {
        if (node is null) return null;
        var hours = new HoursOfDay(
            node.Value<TimeOnly>("start", TryTime, "no time such as 08:30", TimeOnly.MinValue), node.Value<TimeOnly>("end", TryTime, "no time such as 08:30", TimeOnly.MaxValue));
        if (hours.Start >= hours.End) node.Problem("end", "must be later than the start");
        node.Close();
        return hours;
    }

    private static DateOnly Holiday(Node node)
    {
        node.OptionalText("name");
        return node.Day("date");
    }

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
