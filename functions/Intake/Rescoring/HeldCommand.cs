using Intake.Commands;

namespace Intake.Rescoring;

/// <summary>It was decided of one lead that is held.</summary>
public sealed record HeldCommand : Command
{
    /// <summary>Version of the playbook that would hand it off.</summary>
    public required string Version { get; init; }

    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Key of the lead.</summary>
    public required string Lead { get; init; }

    /// <summary>Hand it off; otherwise it stays where it is until something new happens.</summary>
    public required bool Release { get; init; }
}

/// <summary>It was decided of all leads that are held for a version.</summary>
public sealed record AllHeldCommand : Command
{
    /// <summary>Version of the playbook that would hand them off.</summary>
    public required string Version { get; init; }

    /// <summary>Hand them off; otherwise they stay where they are until something new happens.</summary>
    public required bool Release { get; init; }
}
