using System.Collections.Immutable;

namespace Intake.Sweeps;

/// <summary>How far a lane is. The row <c>sweep:{kind}:{lane}</c> of the table Playbooks.</summary>
public sealed record SweepProgress
{
    /// <summary>Number of the lane.</summary>
    public required int Lane { get; init; }

    /// <summary>How many lanes the pass has.</summary>
    public required int Lanes { get; init; }

    /// <summary>How many slices are done.</summary>
    public required int Step { get; init; }

    /// <summary>Every account up to and with this is done.</summary>
    public required string After { get; init; }

    /// <summary>Whether the lane is at its end.</summary>
    public required bool IsDone { get; init; }

    /// <summary>Whether the next step was put: a message that comes again has nothing to do then.</summary>
    public required bool IsPut { get; init; }

    /// <summary>What was counted so far, by name.</summary>
    public required ImmutableSortedDictionary<string, int> Counts { get; init; }

    /// <summary>Percent of the lane that is done.</summary>
    public int Percent => IsDone ? 100 : Sweeps.Lanes.PercentBefore(After, Lane, Lanes);

    /// <summary>After another slice.</summary>
    public SweepProgress With(SweepSlice slice) => this with
    {
        Step = Step + 1, After = slice.After ?? After, IsDone = slice.After is null, IsPut = false,
        Counts = slice.Counts.Aggregate(Counts, (all, count) => all.SetItem(count.Key, all.GetValueOrDefault(count.Key) + count.Value)),
    };
}

/// <summary>A pass as a whole.</summary>
/// <param name="Percent">Percent that is done.</param>
/// <param name="IsDone">Whether every lane is at its end.</param>
/// <param name="Counts">What was counted so far, by name.</param>
public sealed record SweepState(int Percent, bool IsDone, ImmutableSortedDictionary<string, int> Counts)
{
    /// <summary>Adds the lanes up; null where none has begun.</summary>
    public static SweepState? Of(IReadOnlyList<SweepProgress> lanes)
    {
        if (lanes.Count == 0) return null;
        var counts = lanes.SelectMany(lane => lane.Counts).GroupBy(count => count.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(same => same.Key, same => same.Sum(count => count.Value), StringComparer.Ordinal);
        return new SweepState(lanes.Sum(lane => lane.Percent) / lanes[0].Lanes, lanes.Count == lanes[0].Lanes && lanes.All(lane => lane.IsDone), counts);
    }
}
