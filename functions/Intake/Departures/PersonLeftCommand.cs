using Intake.Commands;

namespace Intake.Departures;

/// <summary>Somebody knows that a person left their company, or that they are there after all.</summary>
public sealed record PersonLeftCommand : Command
{
    /// <summary>The person: 32 hex digits.</summary>
    public required string Person { get; init; }

    /// <summary>One of <see cref="Departure.Reasons"/>; null when they are there.</summary>
    public string? Reason { get; init; }

    /// <summary>What else is worth keeping with it.</summary>
    public string? Note { get; init; }
}
