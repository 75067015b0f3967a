using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>The end of a handoff that was accepted and neither qualified nor given back in time.</summary>
public static class Lapse
{
    /// <summary>Why, for the history.</summary>
    public const string Cause = "not-qualified-in-time";

    /// <summary>Who ended it.</summary>
    public const string Clock = "clock";

    /// <summary>The account with the lead at rest: it qualifies again by new activity only.</summary>
    public static AccountState Of(AccountState state, Handoff handoff, Playbook playbook, DateTimeOffset now)
    {
        if (!state.Leads.TryGetValue(AccountState.KeyOf(handoff.Proposition, handoff.Round), out var lead) || lead.Closed) return state;
        var stage = playbook.Stages.Of(Role.Resting).Id;
        return state.With(handoff with { End = new HandoffEnd(stage, now, Clock), PendingUpdate = null })
            .With(lead with { Stage = stage, StageSince = now, RestFrom = now, RestUntil = null });
    }
}
