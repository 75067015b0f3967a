namespace Intake.Commands;

/// <summary>An operator has judged a suspect submission.</summary>
public sealed record ReleaseCommand : Command
{
    /// <summary>Id of the submission in quarantine.</summary>
    public required string Submission { get; init; }

    /// <summary>Why it is rightly held; null to let it go.</summary>
    public string? Discard { get; init; }
}
