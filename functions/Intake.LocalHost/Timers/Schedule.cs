using System.Globalization;
using NCrontab;

namespace Intake.LocalHost.Timers;

/// <summary>When a timer runs: an NCRONTAB expression (with seconds first, in UTC as in Azure) or a time span.</summary>
internal sealed class Schedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private Schedule(CrontabSchedule? cron, TimeSpan interval, bool isFrequent) => (_cron, _interval, IsFrequent) = (cron, interval, isFrequent);

    /// <summary>True when it always runs more than once a minute. The real host does not remember such schedules, for a miss means nothing to them.</summary>
    internal bool IsFrequent { get; }

    /// <exception cref="FormatException">It is neither.</exception>
    internal static Schedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length == 6 }) is { } cron)
            return new Schedule(cron, default, IsFrequentCron(fields));
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero)
            return new Schedule(null, interval, interval < Minute);
        throw new FormatException($"'{text}' is neither a schedule of six fields nor a time span.");
    }

    /// <summary>The first time after <paramref name="time"/>.</summary>
    internal DateTime Next(DateTime time) =>
        _cron is null ? time + _interval : DateTime.SpecifyKind(_cron.GetNextOccurrence(time), DateTimeKind.Utc);

    // A single second per minute has digits alone.
    private static bool IsFrequentCron(string[] fields) =>
        fields.Length == 6 && fields[1..].All(field => field == "*") && !fields[0].All(char.IsAsciiDigit);
}
