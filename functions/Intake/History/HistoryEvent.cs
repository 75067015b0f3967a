using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Stages;

namespace Intake.History;

/// <summary>What a commit changed of all that scoring reads, where it was no submission that did. The row <c>z:event:{revision}</c>. Together with
/// the submissions it tells everything that an account was scored and moved by, in order.</summary>
public sealed record HistoryEvent
{
    /// <summary>What it was.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>The time with which it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the command or submission that told it, or of the handoff that was mailed.</summary>
    public required string By { get; init; }

    /// <summary>The account's revision of its commit; 0 until it is committed.</summary>
    public long Revision { get; init; }

    /// <summary>Id of the handoff that was answered or mailed, or by which sales had the lead that was moved.</summary>
    public string? Handoff { get; init; }

    /// <summary>Ids of the other handoffs of the same mail, of one that left or did not arrive; null for none.</summary>
    public ImmutableArray<string>? Others { get; init; }

    /// <summary>What sales answered.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Where a lead was moved.</summary>
    public HistoryMove? Move { get; init; }

    /// <summary>Account manager who was mailed, or to whom it was given by name.</summary>
    public string? AccountManager { get; init; }

    /// <summary>The account after the commit, of changed facts and merges.</summary>
    public Account? Account { get; init; }

    /// <summary>Why a handoff went to somebody else: a word of <see cref="Handoffs.PassingReasons"/>.</summary>
    public string? Why { get; init; }

    /// <summary>Facts changed that end a rest: see <see cref="Stages.RestEnd"/>.</summary>
    public bool EndsRests { get; init; }

    /// <summary>Sales answered.</summary>
    public static HistoryEvent Answered(string handoff, Answer answer, string by, DateTimeOffset now) =>
        new() { Kind = HistoryKind.Answer, At = now, By = by, Handoff = handoff, Answer = answer };

    /// <summary>A lead was moved by order.</summary>
    public static HistoryEvent Moved(HistoryMove move, string? handoff, string by, DateTimeOffset now) =>
        new() { Kind = HistoryKind.Move, At = now, By = by, Handoff = handoff, Move = move };

    /// <summary>A mail left that handed over one or several: from now on none of them can be withdrawn.</summary>
    public static HistoryEvent Mailed(Handoff handoff, DateTimeOffset at, ImmutableArray<string>? others = null) =>
        new() { Kind = HistoryKind.Mailed, At = at, By = handoff.Id, Handoff = handoff.Id, AccountManager = handoff.AccountManager, Others = others };

    /// <summary>All handoffs of a mail that left.</summary>
    internal IEnumerable<string> AllMailed() => Handoff is null || Kind != HistoryKind.Mailed ? [] : [Handoff, .. Others ?? []];

    /// <summary>A handoff went to somebody else, by its clock or by order.</summary>
    public static HistoryEvent Given(string handoff, string? to, string why, string by, DateTimeOffset now, ImmutableArray<string>? others = null) =>
        new() { Kind = HistoryKind.Given, At = now, By = by, Handoff = handoff, AccountManager = to, Why = why, Others = others };

    /// <summary>A lead that sales had accepted was neither qualified nor given back in time.</summary>
    public static HistoryEvent Lapsed(string handoff, DateTimeOffset now) => new() { Kind = HistoryKind.Lapsed, At = now, By = handoff, Handoff = handoff };

    /// <summary>Facts changed, and the open leads were looked at.</summary>
    public static HistoryEvent Facts(Account after, string by, DateTimeOffset now, bool endsRests = false) =>
        new() { Kind = HistoryKind.Facts, At = now, By = by, Account = after, EndsRests = endsRests };

    /// <summary>A merge or its undoing took something out of the account or put something into it.</summary>
    public static HistoryEvent Merged(string merge, Account after, DateTimeOffset now) =>
        new() { Kind = HistoryKind.Merge, At = now, By = merge, Account = after };
}

/// <summary>A move that was ordered.</summary>
/// <param name="Lead">Key of the lead.</param>
/// <param name="Stage">Playbook id of the stage that it went to.</param>
/// <param name="Reason">Playbook id of the reason; null for none.</param>
/// <param name="Told">When, by whom, and what it is worth.</param>
public sealed record HistoryMove(string Lead, string Stage, string? Reason, LeadMove Told);

/// <summary>Kinds of events.</summary>
public enum HistoryKind
{
    /// <summary>Sales answered.</summary>
    Answer,

    /// <summary>Sales moved a lead that it has.</summary>
    Move,

    /// <summary>The mail of a handoff left.</summary>
    Mailed,

    /// <summary>Facts of the account changed.</summary>
    Facts,

    /// <summary>A merge or its undoing.</summary>
    Merge,

    /// <summary>A handoff went to somebody else.</summary>
    Given,

    /// <summary>A lead that sales had accepted came back by its clock.</summary>
    Lapsed,
}
