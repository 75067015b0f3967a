using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Submissions.Imports;

/// <summary>A stretch of time that somebody was there, as the report writes it.</summary>
internal sealed record TeamsStay(string? Join, string? Leave, string? Duration);

/// <summary>Somebody in the report: all rows with the same address.</summary>
/// <param name="row">The first of them.</param>
/// <param name="email">The address.</param>
/// <param name="cell">Value of a column of that row.</param>
internal sealed partial class TeamsPerson(int row, string email, Func<string, string?> cell)
{
    private readonly Contact contact = new()
    {
        Email = email, FirstName = cell("firstName"), LastName = cell("lastName"),
        // "(Guest)" is what Teams says of them.
        Name = cell("name") is { } name && cell("lastName") is null ? Bracketed().Replace(name, "").Trim() : null,
    };

    private readonly List<TeamsStay> visits = [], stays = [];
    private bool isHost;

    /// <summary>Whether a role is that of one who holds the meeting.</summary>
    public static bool IsHost(string? role) => role is not null && Folding.Fold(role) is
        "organizer" or "organiser" or "co organizer" or "co organiser" or "presenter" or "organisator" or "medeorganisator" or "co organisator" or "presentator"
        or "mitorganisator" or "referent" or "organisateur" or "co organisateur" or "presentateur";

    /// <summary>Adds a row.</summary>
    public void Add(TeamsStay stay, string? role, bool inActivities)
    {
        isHost |= IsHost(role);
        (inActivities ? stays : visits).Add(stay);
    }

    /// <summary>What they did; left out when they held the meeting.</summary>
    public ImportItem Read(TeamsMeeting meeting)
    {
        if (isHost) return new ImportItem(row, null);
        var minutes = Minutes(meeting);
        if (minutes is null) return new ImportItem(row, NoTime);
        var content = Keys.Id("teams", meeting.Key, EmailAddress.Parse(contact.Email).Canonical, minutes.Value.ToString(CultureInfo.InvariantCulture));
        return new ImportItem(row, new Posting(Entry(meeting, minutes.Value), SubmissionKey.Message(content), Circumstances.None)) { Content = content };
    }

    private Entry Entry(TeamsMeeting meeting, int minutes) => new()
    {
        Source = CardRow.Source,
        Content = meeting.Content,
        Activity = "webinar-attended",
        Contact = contact,
        ActivityKey = meeting.Key,
        AttendedMinutes = minutes,
        DurationMinutes = meeting.DurationMinutes,
        SaidAt = visits.Concat(stays).Select(stay => meeting.Time(stay.Leave) ?? meeting.Time(stay.Join)).Max() ?? meeting.Start,
        Fields = meeting.Fields,
    };

    // The section of activities tells each stay; where it is missing, a visit tells how long they were there between the first and the last moment.
    private int? Minutes(TeamsMeeting meeting)
    {
        var told = visits.Select(visit => Length(visit.Duration)).ToList();
        var spans = (stays.Count > 0 ? stays : visits).Select(stay => (From: meeting.Time(stay.Join), Until: meeting.Time(stay.Leave))).ToList();
        var union = spans.Count > 0 && spans.All(span => span is { From: not null, Until: not null })
            ? Union([.. spans.Select(span => (span.From!.Value, span.Until!.Value))]) : (TimeSpan?)null;
        var sum = told.Count > 0 && told.All(length => length is not null) ? told.Aggregate(TimeSpan.Zero, (all, one) => all + one!.Value) : (TimeSpan?)null;
        // Two devices at once are counted twice by the sum, and an absence counts as presence in the span.
        var there = union is null || (stays.Count == 0 && sum < union) ? sum : union;
        return there is { } time ? (int)Math.Min(time.TotalMinutes, 10_000) : null;
    }

    /// <summary>Time covered by at least one of the spans.</summary>
    internal static TimeSpan Union(ImmutableArray<(DateTimeOffset From, DateTimeOffset Until)> spans)
    {
        var (total, covered) = (TimeSpan.Zero, DateTimeOffset.MinValue);
        foreach (var (from, until) in spans.Order())
        {
            var begin = from > covered ? from : covered;
            if (until <= begin) continue;
            total += until - begin;
            covered = until;
        }
        return total;
    }

    /// <summary>A length such as <c>1h 13m 42s</c> or <c>59 min</c>; null when it is none.</summary>
    internal static TimeSpan? Length(string? text)
    {
        if (text is null || Part().Matches(text.ToLowerInvariant()) is not { Count: > 0 } parts) return null;
        // Longer than any webinar is none.
        var length = parts.Sum(part => UnitOf(part.Groups[2].Value).TotalSeconds * int.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return length <= Longest.TotalSeconds ? TimeSpan.FromSeconds(length) : null;
    }

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private static TimeSpan UnitOf(string letters) => letters switch
    {
        "d" or "t" or "j" => TimeSpan.FromDays(1),
        "h" or "u" or "st" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };

    private static Rejection NoTime { get; } = new(RejectionKind.Fields, "How long they were there is not told.")
    {
        Errors = [new FieldError("duration", FieldFault.NotATime)],
    };

    [GeneratedRegex(@"(\d{1,5})\s*(d|t|j|h|u|m|st|s)\p{L}*\.?")]
    private static partial Regex Part();

    [GeneratedRegex(@"\s*\([^)]*\)\s*$")]
    private static partial Regex Bracketed();
}
