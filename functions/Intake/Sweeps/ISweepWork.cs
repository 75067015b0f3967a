using System.Collections.Immutable;

namespace Intake.Sweeps;

/// <summary>What a pass over all accounts does.</summary>
public interface ISweepWork
{
    /// <summary>Which: one of <see cref="SweepKinds"/>.</summary>
    string Kind { get; }

    /// <summary>Does the next slice of a lane, or the one account that a step names; twice is once.</summary>
    Task<SweepSlice> RunAsync(Sweep step, CancellationToken cancellationToken);

    /// <summary>All lanes have come to their end; told again after each account that was tried again by itself.</summary>
    Task FinishAsync(string group, CancellationToken cancellationToken);
}

/// <summary>What a slice came to.</summary>
/// <param name="After">Every account up to and with this is done; null when the lane is at its end, or has become pointless.</param>
/// <param name="Counts">What was counted, by name.</param>
/// <param name="Failed">Accounts that failed: each is tried again by itself.</param>
public sealed record SweepSlice(string? After, ImmutableSortedDictionary<string, int> Counts, ImmutableArray<string> Failed)
{
    /// <summary>There is nothing more to do.</summary>
    public static readonly SweepSlice End = new(null, ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal), []);
}
