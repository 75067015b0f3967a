namespace Intake.Sweeps;

/// <summary>The next slice of one lane of a pass over all accounts. A lane is a range of account ids that is gone through one slice after the other; the lanes run
/// side by side, so their number limits how much a pass takes from the storage.</summary>
public sealed record Sweep
{
    /// <summary>32 hex digits: of this step of this lane.</summary>
    public required string Id { get; init; }

    /// <summary>What is done: one of <see cref="SweepKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is part of: a playbook's version, or the id of a simulation.</summary>
    public required string Group { get; init; }

    /// <summary>Number of the lane, from 0.</summary>
    public required int Lane { get; init; }

    /// <summary>How many lanes there are.</summary>
    public required int Lanes { get; init; }

    /// <summary>How many slices of the lane are done.</summary>
    public int Step { get; init; }

    /// <summary>Where the lane is: every account up to and with this is done. The beginning of an id, such as <c>40</c>, before the first one.</summary>
    public required string After { get; init; }

    /// <summary>The one account that failed while the lane went on; null for a slice.</summary>
    public string? Account { get; init; }
}

/// <summary>Kinds of passes.</summary>
public static class SweepKinds
{
    /// <summary>Count and score every lead anew by the playbook that came into force.</summary>
    public const string Rescore = "rescore";

    /// <summary>Try a playbook on what happened.</summary>
    public const string Simulate = "simulate";
}
