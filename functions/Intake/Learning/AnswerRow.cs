using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Learning;

/// <summary>What sales answered to one handoff and what came of it. One row of the table <c>Answers</c>.</summary>
public sealed record AnswerRow
{
    /// <summary>Id of the handoff.</summary>
    public required string Handoff { get; init; }

    /// <summary>Id of the account that its lead is in.</summary>
    public required string Account { get; init; }

    /// <summary>Key of the lead.</summary>
    public required string Lead { get; init; }

    /// <summary>When the gate was passed.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Which gate.</summary>
    public required string Gate { get; init; }

    /// <summary>The score then, in hundredths; null where it was not kept.</summary>
    public int? Score { get; init; }

    /// <summary>What had added to it, in ordinal order; empty where that was not kept.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Id of the account manager.</summary>
    public string? AccountManager { get; init; }

    /// <summary>One of <see cref="AnswerKinds"/>.</summary>
    public required string Answer { get; init; }

    /// <summary>Why it was refused, or ended so: playbook id.</summary>
    public string? Reason { get; init; }

    /// <summary>The refusal counts against the quality of what marketing handed over.</summary>
    public bool CountsAgainst { get; init; }

    /// <summary><c>won</c> or <c>lost</c>; null while that is open.</summary>
    public string? Outcome { get; init; }

    /// <summary>What it was worth, in whole units of the currency that sales counts in.</summary>
    public long? Value { get; init; }

    /// <summary>Version of the playbook whose gate it passed; null where it was not kept.</summary>
    public string? Playbook { get; init; }

    /// <summary>The row of a handoff; null while it is not answered.</summary>
    public static AnswerRow? Of(string account, Handoff handoff, StageBook stages) => handoff.Answer is not { } answer ? null : new AnswerRow
    {
        Handoff = handoff.Id, Account = account, Lead = AccountState.KeyOf(handoff.Proposition, handoff.Round), DecidedAt = handoff.DecidedAt, Gate = handoff.Gate,
        Score = handoff.Score, Rules = handoff.Rules ?? [], AccountManager = handoff.AccountManager ?? answer.By, Answer = answer.Kind,
        Reason = answer.Reason ?? handoff.End?.Reason,
        CountsAgainst = answer.Reason is { } reason && stages.Reasons.GetValueOrDefault(reason) is { CountsAgainst: true },
        Outcome = handoff.End is { } end ? Outcomes.Of(end.Stage, stages) : null, Value = handoff.End?.Value, Playbook = handoff.Playbook,
    };
}

/// <summary>What an end is.</summary>
public static class Outcomes
{
    /// <summary>The stage with this id is the good end; every other end is <see cref="Lost"/>.</summary>
    public const string Won = "won";

    /// <summary>Every end but the good one.</summary>
    public const string Lost = "lost";

    /// <summary>What the stage says; null where it is no end.</summary>
    public static string? Of(string stage, StageBook stages) => stages.Find(stage).Role != Role.End ? null : stage == Won ? Won : Lost;
}
