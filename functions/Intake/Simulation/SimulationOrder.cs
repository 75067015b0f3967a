using System.Collections.Immutable;
using Intake.Commands;

namespace Intake.Simulation;

/// <summary>A version of the playbook is to be tried on what happened. Its id is that of the simulation.</summary>
public sealed record SimulationCommand : Command
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The first day; null for all.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; null for the one on which it was ordered.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>What is tried: the same from the first slice to the last, whatever becomes of the version meanwhile.</summary>
public sealed record SimulationOrder
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The first day; null for all.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; null for the one on which it was ordered.</summary>
    public DateOnly? To { get; init; }

    /// <summary>When it was ordered: nothing later is looked at. UTC.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>The files of the version, by name.</summary>
    public required ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Files { get; init; }
}
