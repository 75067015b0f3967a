using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>How the points of an activity fade.</summary>
public abstract record Decay;

/// <summary>Half of them are left after so many days, a quarter after twice as many.</summary>
public sealed record HalfLife(int Days) : Decay;

/// <summary>All of them count on the day itself and the days after it, so many in all, and then none.</summary>
public sealed record Window(int Days) : Decay;

/// <summary>So much is left from a day on; all of it before the first step.</summary>
public sealed record DecaySteps(ImmutableArray<DecayStep> Steps) : Decay
{
    /// <summary>Percent left at an age in days.</summary>
    public int PercentAt(int age)
    {
        var percent = 100;
        foreach (var step in Steps)
            if (age >= step.FromDay) percent = step.Percent;
        return percent;
    }

    /// <inheritdoc/>
    public bool Equals(DecaySteps? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);
}

/// <summary>From an age in days on, so much percent is left.</summary>
public readonly record struct DecayStep(int FromDay, int Percent);
