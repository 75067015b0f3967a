using Intake.Commands;

namespace Intake.Departures;

/// <summary>A mail to a person came back: there is no such address.</summary>
public sealed record UndeliverableCommand : Command
{
    /// <summary>The person: 32 hex digits.</summary>
    public required string Person { get; init; }
}
