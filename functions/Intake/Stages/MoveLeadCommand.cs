using Intake.Accounts;
using Intake.Commands;
using Intake.Storage;

namespace Intake.Stages;

/// <summary>A lead that sales has accepted is to be in another stage.</summary>
public sealed record MoveLeadCommand : Command
{
    /// <summary>Id of the account: the partition.</summary>
    public required string Account { get; init; }

    /// <summary>Key of the lead.</summary>
    public required string Lead { get; init; }

    /// <summary>Id of the handoff by which sales has it: a repeat that comes after the next one changes nothing.</summary>
    public string? Handoff { get; init; }

    /// <summary>Playbook id of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Playbook id of the reason, for going back and for losing it.</summary>
    public string? Reason { get; init; }

    /// <summary>What it is worth, in whole units of the currency that sales counts in.</summary>
    public long? Value { get; init; }

    /// <summary>Of one that goes back to rest: not before this day; null where none was told.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>When it happened; not later than it was told.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>Id of whoever or whatever told it.</summary>
    public required string By { get; init; }

    /// <summary>The command that moves a lead from where it is. Ordered twice it is one; after the lead has moved it is another.</summary>
    /// <param name="account">The account.</param>
    /// <param name="lead">The lead as it is.</param>
    /// <param name="stage">Playbook id of the stage.</param>
    /// <param name="reason">Playbook id of the reason; null for none.</param>
    /// <param name="move">What is told of it.</param>
    /// <param name="now">The time.</param>
    internal static MoveLeadCommand Of(Account account, Lead lead, string stage, string? reason, LeadMove move, DateTimeOffset now) => new()
    {
        Id = Keys.Id("move-lead", account.Id, AccountState.KeyOf(lead), stage, reason ?? "", lead.LastHandoff ?? "", $"{lead.StageSince.UtcTicks}{(move.Until is { } day ? $"{day:/yyyy-MM-dd}" : "")}"),
        At = now, Account = account.Id, Lead = AccountState.KeyOf(lead), Handoff = lead.LastHandoff, Stage = stage, Reason = reason, Value = move.Value,
        Until = move.Until, HappenedAt = move.At, By = move.By,
    };
}
