using System.Collections.Immutable;

namespace Intake.Webinars;

/// <summary>From one instant to another.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>What both have in common, if only an instant; null for nothing.</summary>
    public Span? And(Span other)
    {
        var common = new Span(From > other.From ? From : other.From, To < other.To ? To : other.To);
        return common.From <= common.To ? common : null;
    }
}

/// <summary>Sets of spans.</summary>
internal static class Spans
{
    /// <summary>The same time as spans that neither overlap nor touch, in order.</summary>
    public static ImmutableArray<Span> Union(IEnumerable<Span> spans)
    {
        var union = ImmutableArray.CreateBuilder<Span>();
        foreach (var span in spans.OrderBy(span => span.From).ThenBy(span => span.To))
        {
            if (union.Count == 0 || span.From > union[^1].To) union.Add(span);
            else if (span.To > union[^1].To) union[^1] = union[^1] with { To = span.To };
        }
        return union.ToImmutable();
    }

    /// <summary>What two sets have in common.</summary>
    public static ImmutableArray<Span> Both(ImmutableArray<Span> some, ImmutableArray<Span> others) =>
        Union(some.SelectMany(one => others.Select(one.And)).OfType<Span>());

    /// <summary>What is left of a set without the time of another.</summary>
    public static ImmutableArray<Span> Without(ImmutableArray<Span> some, IEnumerable<Span> others) =>
        others.Aggregate(some, (left, gone) => [.. left.SelectMany(one => Without(one, gone))]);

    /// <summary>Whole minutes of spans that do not overlap.</summary>
    public static int Minutes(ImmutableArray<Span> spans) => (int)(spans.Sum(span => (span.To - span.From).Ticks) / TimeSpan.TicksPerMinute);

    private static IEnumerable<Span> Without(Span one, Span gone)
    {
        if (gone.To <= one.From || gone.From >= one.To) return [one];
        return new[] { one with { To = gone.From }, one with { From = gone.To } }.Where(part => part.From < part.To);
    }
}
