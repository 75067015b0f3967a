using Intake.Commands;

namespace Intake.Handoffs;

/// <summary>Mail about a handoff does not reach its account manager.</summary>
public sealed record UnreachableCommand : Command
{
    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Id of the handoff.</summary>
    public required string Handoff { get; init; }

    /// <summary>Id of the account manager whom it did not reach.</summary>
    public required string AccountManager { get; init; }

    /// <summary>Id of the mail; null in what was put before this was told.</summary>
    public string? Mail { get; init; }

    /// <summary>Key of whom it was sent to; null with <see cref="Mail"/>.</summary>
    public string? Recipient { get; init; }
}
