using Intake.Commands;

namespace Intake.Handoffs.Misplaced;

/// <summary>A handoff that is out of place is to go where the territories of today give it.</summary>
public sealed record GiveMisplacedCommand : Command
{
    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Id of the handoff within it.</summary>
    public required string Handoff { get; init; }

    /// <summary>The number of the holder from whom it goes: with a later one it stays.</summary>
    public required int Assignment { get; init; }
}
