using Intake.Commands;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Sales' answer to a handoff. The first one counts.</summary>
public sealed record AnswerCommand : Command
{
    /// <summary>Id of the account: the partition.</summary>
    public required string Account { get; init; }

    /// <summary>Id of the handoff.</summary>
    public required string Handoff { get; init; }

    /// <summary>One of <see cref="AnswerKinds"/>.</summary>
    public required string Answer { get; init; }

    /// <summary>Playbook id of the reason for refusing.</summary>
    public string? Reason { get; init; }

    /// <summary>Not before this day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Id of the account manager to pass it on to; null to let the routing find one.</summary>
    public string? To { get; init; }

    /// <summary>What contact there was: a word of <see cref="ContactKinds"/>.</summary>
    public string? Contact { get; init; }

    /// <summary>Which account manager of the handoff's it is about, counted from 1; null in what was put before this was kept: the one who has it.</summary>
    public int? Assignment { get; init; }

    /// <summary>Id of the account manager.</summary>
    public required string By { get; init; }
}
