using System.Collections.Immutable;

namespace Intake.Webinars;

/// <summary>When a webinar took place, and when it can be closed, by what is known of its course.</summary>
/// <param name="Live">When it was live, rehearsals left out; empty when nobody tells.</param>
/// <param name="NotBefore">It is not to be closed before this.</param>
internal sealed record WebinarTime(ImmutableArray<Span> Live, DateTimeOffset NotBefore)
{
    /// <summary>What comes in during this time after the end is waited for.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMinutes(15);

    /// <summary>A webinar whose end is not told is taken to be over so long after its planned end.</summary>
    public static readonly TimeSpan EndLost = TimeSpan.FromHours(4);

    private const int UsualMinutes = 60;

    /// <summary>The instant at which a webinar ended for good.</summary>
    public DateTimeOffset End => Live[^1].To;

    /// <summary>The time of a webinar by all its events.</summary>
    public static WebinarTime Of(ImmutableArray<WebinarEvent> events)
    {
        var ends = events.Where(each => each.Kind == CourseKind.Ended).ToLookup(each => each.Practice);
        var rehearsed = ends[true].Select(Ended);
        return ends[false].Any()
            ? new WebinarTime(Spans.Without(Spans.Union(ends[false].Select(Ended)), rehearsed), ends[false].Max(each => each.At) + Settle)
            : Planned(events, [.. rehearsed]);
    }

    private static Span Ended(WebinarEvent ended) => new(
        ended.StartsAt < ended.At ? ended.StartsAt.Value : ended.At - TimeSpan.FromMinutes(ended.DurationMinutes ?? UsualMinutes), ended.At);

    // The end was not told: the plan must do. What was told last is the plan in force.
    private static WebinarTime Planned(ImmutableArray<WebinarEvent> all, ImmutableArray<Span> rehearsed)
    {
        // Who was there before the last rehearsal ended was there for the rehearsal.
        ImmutableArray<WebinarEvent> events = [.. all.Where(each => !each.Practice && rehearsed.All(rehearsal => each.At > rehearsal.To))];
        var told = events.Where(each => each.StartsAt is not null).OrderBy(each => each.At).ThenBy(each => each.StartsAt).LastOrDefault();
        if (told is null) return new WebinarTime([], events.Select(each => each.At).DefaultIfEmpty().Max() + EndLost);
        var from = told.StartsAt!.Value;
        var plan = new Span(from, from + TimeSpan.FromMinutes(told.DurationMinutes ?? UsualMinutes));
        return new WebinarTime(Spans.Without([plan], rehearsed), plan.To + EndLost);
    }
}
