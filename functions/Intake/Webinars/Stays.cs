using System.Collections.Immutable;

namespace Intake.Webinars;

/// <summary>Makes of what one person's devices did the time that the person was there. Depends on the times told, not on the order they are given in.</summary>
internal static class Stays
{
    /// <summary>The union of the stays, within what took place. Who never left was there to the end; who left without having come was there for that instant.</summary>
    public static ImmutableArray<Span> Of(IEnumerable<WebinarEvent> events, ImmutableArray<Span> live)
    {
        List<Span> stays = [];
        List<DateTimeOffset> came = [], went = [];
        foreach (var device in events.GroupBy(each => each.Device, StringComparer.Ordinal)) Pair(device, stays, came, went);

        // A connection may have another name when it ends, so what is left over is paired across devices.
        came.Sort();
        went.Sort();
        foreach (var from in came)
        {
            var index = went.FindIndex(to => to > from);
            stays.Add(new Span(from, index < 0 ? Max(from, live[^1].To) : went[index]));
            if (index >= 0) went.RemoveAt(index);
        }
        stays.AddRange(went.Select(instant => new Span(instant, instant)));
        return Spans.Both(Spans.Union(stays), live);
    }

    private static void Pair(IEnumerable<WebinarEvent> device, List<Span> stays, List<DateTimeOffset> came, List<DateTimeOffset> went)
    {
        DateTimeOffset? since = null;
        foreach (var instant in device.GroupBy(each => each.At).OrderBy(instant => instant.Key))
        {
            var (joined, left) = (instant.Any(each => each.Kind == CourseKind.Joined), instant.Any(each => each.Kind == CourseKind.Left));
            if (left && since is { } from) stays.Add(new Span(from, instant.Key));
            else if (left && joined) stays.Add(new Span(instant.Key, instant.Key));
            else if (left) went.Add(instant.Key);
            // At one instant: gone and back where it was there before, else come and gone.
            if (joined && left) since = since is null ? null : instant.Key;
            else if (joined) since ??= instant.Key;
            else if (left) since = null;
        }
        if (since is { } open) came.Add(open);
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
