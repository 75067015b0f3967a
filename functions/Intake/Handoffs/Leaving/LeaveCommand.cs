using Intake.Commands;

namespace Intake.Handoffs.Leaving;

/// <summary>An account manager leaves: whatever is open of theirs goes to others.</summary>
public sealed record LeaveCommand : Command
{
    /// <summary>Id of the account manager.</summary>
    public required string AccountManager { get; init; }

    /// <summary>Id of who gets what is open before anybody else; null for whom routing finds.</summary>
    public string? Successor { get; init; }

    /// <summary>Id of the command that began it: the name of it in the history, in mails and in <c>GET /api/team/changes/{command}</c>.</summary>
    public required string Root { get; init; }

    /// <summary>The row of the index up to and with which it is done; null at the beginning.</summary>
    public string? After { get; init; }

    /// <summary>Whether it is the second look, for what others gave to them before they knew.</summary>
    public bool Again { get; init; }
}

/// <summary>Somebody is told what they took over.</summary>
public sealed record TellTakenCommand : Command
{
    /// <summary>Id of who left.</summary>
    public required string From { get; init; }

    /// <summary>Id of who is told.</summary>
    public required string To { get; init; }

    /// <summary>Id of the command by which they left.</summary>
    public required string Root { get; init; }
}
