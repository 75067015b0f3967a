using Intake.Commands;

namespace Intake.Accounts;

/// <summary>What is known of an account's company may have changed: look again. Repeats are harmless.</summary>
public sealed record RefreshAccountCommand : Command
{
    /// <summary>Id of the account: the partition.</summary>
    public required string Account { get; init; }

    /// <summary>Id in the account book of the company that changed: every other account that is its, or claims to be, is looked at too. Null for the account alone.</summary>
    public string? Company { get; init; }
}
