using System.Globalization;
using Intake.Accounts;
using Intake.Scoring;
using Intake.Storage;

namespace Intake.Stages;

/// <summary>A move of a lead, for the history.</summary>
public sealed record StageChange(string Proposition, int Round, string From, string To, string Cause, DateTimeOffset At);

/// <summary>Carries out decisions on the state.</summary>
public static class StageMoves
{
    /// <summary>The state with a lead scored and moved, and its handoff made, told or withdrawn.</summary>
    public static AccountState Carry(AccountState state, Lead lead, Score score, StageDecision decision, DateTimeOffset now)
    {
        var next = state.With(Moved(lead, decision, now) with { Score = score });
        if (decision.Withdraw is { } withdrawn) next = next.With(next.Handoffs[withdrawn] with { State = HandoffState.Withdrawn });
        if (decision.Update is { Handoff: { } open } news) next = next.With(Told(next.Handoffs[open], news));
        if (decision.Update is { Handoff: null } owed) next = next.With(next.Leads[AccountState.KeyOf(lead)] with { News = owed.Trigger });
        return decision.Handover is { } handover ? HandedOff(next, lead, score, handover, now) : next;
    }

    /// <summary>Id of the handoff of a lead for an activity: the same activity never makes two.</summary>
    public static string HandoffId(Account account, Lead lead, Trigger trigger) =>
        Keys.Id("handoff", account.Id, lead.Proposition, lead.Round.ToString(CultureInfo.InvariantCulture), trigger.Submission);

    private static Lead Moved(Lead lead, StageDecision decision, DateTimeOffset now)
    {
        if (decision.Quieted is { } quieted) lead = lead with { Quieted = quieted };
        return decision.Stage == lead.Stage ? lead
            : lead with { Stage = decision.Stage, StageSince = now, RestFrom = null, RestUntil = null };
    }

    // Due mail of someone who asked in the meantime leaves at once; mail that has left is followed by an update.
    private static Handoff Told(Handoff handoff, HandoffNews news) => handoff with
    {
        PendingUpdate = news.Trigger,
        Asked = handoff.Asked || (news.Asked && handoff.State == HandoffState.Due),
    };

    private static AccountState HandedOff(AccountState state, Lead lead, Score score, Handover handover, DateTimeOffset now)
    {
        var handoff = new Handoff
        {
            Id = HandoffId(state.Account, lead, handover.Trigger),
            Proposition = lead.Proposition,
            Round = lead.Round,
            State = HandoffState.Due,
            Gate = handover.Gate,
            Asked = handover.Asked,
            DecidedAt = now,
            Score = score.Total,
            Rules = [.. score.Reasons.Where(reason => reason is { Hundredths: > 0, Unknown: false }).Select(reason => reason.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Playbook = score.Playbook,
            Trigger = handover.Trigger,
        };
        var moved = state.Leads[AccountState.KeyOf(lead)];
        return state.With(handoff).With(moved with { LastHandoff = handoff.Id, LastTrigger = handover.Trigger, Held = null, Quieted = null, News = null, Telling = null });
    }
}
