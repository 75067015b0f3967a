using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Stages;

/// <summary>What somebody ordered or told of a lead that sales has accepted.</summary>
/// <param name="At">When it happened.</param>
/// <param name="By">Id of whoever or whatever told it.</param>
/// <param name="Value">What it is worth, in whole units of the currency that sales counts in; null where that was not told.</param>
/// <param name="Until">Of one that goes back to rest: not before this day; null where none was told.</param>
public sealed record LeadMove(DateTimeOffset At, string By, long? Value = null, DateOnly? Until = null);

/// <summary>Carries out moves that <see cref="Transitions"/> allows.</summary>
public static class LeadMoves
{
    /// <summary>Why, for the history: who told it and with which reason.</summary>
    public static string CauseOf(Transition transition, LeadMove move) => "moved:" + move.By + (transition.Reason is { } reason ? ":" + reason.Id : "");

    /// <summary>The account with the lead moved. An end closes its round; that, and going back, ends the handoff.</summary>
    /// <param name="state">The account.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="transition">A move that is allowed.</param>
    /// <param name="move">When and by whom.</param>
    /// <param name="now">The time.</param>
    public static AccountState Apply(AccountState state, Lead lead, Transition transition, LeadMove move, DateTimeOffset now)
    {
        var (to, reason, handoff) = (transition.To!, transition.Reason, state.OpenHandoff(lead));
        var moved = lead with { Stage = to.Id, StageSince = now, RestFrom = null, RestUntil = null };
        if (to.Role is Role.Qualified or Role.Deal) return state.With(moved);

        if (reason is not null) moved = Refused(moved, handoff, reason, move);
        if (to.Role == Role.End || moved.Closed) moved = moved with { Closed = true, LookAt = null };
        var next = state.With(moved);
        if (handoff is null) return next;
        if (reason is not null) next = next with { Account = Refusals.Facts(next.Account, handoff, AnswerOf(reason, move), reason) };
        return next.With(handoff with { End = new HandoffEnd(to.Id, move.At, move.By, reason?.Id, move.Value), PendingUpdate = null });
    }

    private static Lead Refused(Lead lead, Handoff? handoff, RejectionReason reason, LeadMove move)
    {
        var refused = Refusals.Rest(lead, AnswerOf(reason, move), reason) with { RefusedReason = reason.Id, Closed = reason.Closes };
        return reason.RemovesActivity && handoff is not null ? Refusals.Without(refused, handoff.Trigger) : refused;
    }

    private static Answer AnswerOf(RejectionReason reason, LeadMove move) => new(AnswerKinds.Reject, move.At, move.By, reason.Id, move.Until);
}
