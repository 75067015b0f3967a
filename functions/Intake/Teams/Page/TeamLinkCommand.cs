using Intake.Commands;

namespace Intake.Teams.Page;

/// <summary>An account manager gets the link to the page about their own time.</summary>
public sealed record TeamLinkCommand : Command
{
    /// <summary>Id of the account manager.</summary>
    public required string AccountManager { get; init; }
}
