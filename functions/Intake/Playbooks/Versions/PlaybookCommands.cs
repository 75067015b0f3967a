using Intake.Commands;

namespace Intake.Playbooks.Versions;

/// <summary>A side of the agreement approves a version of the playbook.</summary>
public sealed record ApprovePlaybookCommand : Command
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Which of <see cref="Sides"/>.</summary>
    public required string Side { get; init; }

    /// <summary>Who speaks for it.</summary>
    public required string Name { get; init; }
}

/// <summary>A version of the playbook is to come into force.</summary>
public sealed record ActivatePlaybookCommand : Command
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }
}

/// <summary>A version of the playbook has come into force.</summary>
public sealed record PlaybookActivatedCommand : Command
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Id of the command that put it in force.</summary>
    public required string By { get; init; }
}
