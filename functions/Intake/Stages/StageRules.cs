using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>Decides where a lead goes: exclusions beat the asked lane, which beats the score lane. Knows stages by their role only.</summary>
public static class StageRules
{
    /// <summary>Decides on one lead.</summary>
    /// <param name="state">Its account, with the activity taken in.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="score">Its score today.</param>
    /// <param name="trigger">The activity that just came for this lead; null when only time has passed or facts have changed.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">Now.</param>
    /// <param name="reachable">Who may be approached; everybody who is not excluded where it is null.</param>
    public static StageDecision Decide(
        AccountState state, Lead lead, Score score, Trigger? trigger, Playbook playbook, DateTimeOffset now, Reachable? reachable = null) =>
        Decide(new Case(state, lead, score, trigger, playbook, now, reachable));

    internal static StageDecision Decide(Case it)
    {
        var lead = it.Lead;
        if (lead.Closed) return it.Stay("closed");
        if (lead.Proposition == Proposition.NotStated) return it.Stay("not-stated");
        return it.Role switch
        {
            Role.Entry or Role.Working => AtTheGate(it),
            Role.Handoff => WithSales(it),
            Role.Refused or Role.Resting => Rest.IsOver(it) ? AtTheGate(it) : AtRest(it),
            _ => Known(it, "with-sales"),
        };
    }

    private static StageDecision AtTheGate(Case it)
    {
        if (KeptOut(it) is { } why) return Out(it, why);
        if (it.State.OpenHandoff(it.Lead) is { } open) return InHand(it, open);
        return AskedLane.Decide(it) ?? ScoreLane.Decide(it);
    }

    // Why neither lane is open to it; null where both are.
    private static string? KeptOut(Case it) =>
        Excluded.Account(it.Account, it.Playbook) ?? (it.Trigger is { } trigger ? it.PersonExcluded(trigger) : null);

    // Whoever asks is answered, also while the lead rests; all else waits for the end of the rest.
    private static StageDecision AtRest(Case it)
    {
        if (KeptOut(it) is { } why) return Out(it, why);
        if (it.Trigger?.At < it.Lead.RestFrom || it.State.OpenHandoff(it.Lead) is not null) return it.Stay("resting");
        return AskedLane.Decide(it) is { Handover: not null } asked ? asked : it.Stay("resting");
    }

    // Sales owes an answer to what went back all the same; meanwhile it cools on.
    private static StageDecision InHand(Case it, Handoff open) =>
        it.Role is Role.Refused or Role.Resting ? Known(it, "open-handoff") : it.Below("open-handoff") with { Update = News.Of(it, open) };

    // A refused lead of somebody excluded stays refused.
    private static StageDecision Out(Case it, string why) =>
        it.Role is Role.Refused or Role.Resting ? it.Stay("excluded:" + why) : it.Below("excluded:" + why);

    private static StageDecision WithSales(Case it)
    {
        var handoff = it.State.OpenHandoff(it.Lead);
        if (handoff is { State: HandoffState.Accepted }) return Known(it, "accepted");
        if (Excluded.Account(it.Account, it.Playbook) is { } account && handoff is { State: HandoffState.Due })
            return Back(it, handoff, "excluded:" + account);
        // Whoever asked is answered, however low the score.
        if (handoff is { Asked: false } && Cooling.CauseOf(it) is { } cooled) return Back(it, handoff, cooled);
        return Known(it, "with-sales");
    }

    // A mail that has left cannot be taken back: sales still owes its answer, and is still told.
    private static StageDecision Back(Case it, Handoff handoff, string cause)
    {
        var decision = it.Below(cause);
        return handoff.State == HandoffState.Due ? decision with { Withdraw = handoff.Id } : decision with { Update = News.Of(it, handoff) };
    }

    // Sales has it: they are told, there is no second handoff.
    private static StageDecision Known(Case it, string cause) => it.Stay(cause) with { Update = News.Of(it, it.State.OpenHandoff(it.Lead)) };
}

/// <summary>What sales is told about a lead that it has.</summary>
internal static class News
{
    public static HandoffNews? Of(Case it, Handoff? handoff)
    {
        if (handoff is null || it.Trigger is not { } trigger || it.RuleOf(trigger) is not { Update: true } rule) return null;
        var isNew = trigger.Submission != handoff.Trigger.Submission && trigger.IsAfter(handoff.Trigger) && trigger.IsAfter(handoff.PendingUpdate);
        return isNew && it.PersonExcluded(trigger) is null ? new HandoffNews(handoff.Id, trigger, rule.Asks) : null;
    }
}

/// <summary>The rest after a refusal: it ends with its day, and then by new activity only.</summary>
internal static class Rest
{
    public static bool IsOver(Case it) =>
        it.Newest is { } newest
        && newest.IsAfter(it.Lead.LastTrigger)
        && !(newest.At < it.Lead.RestFrom)
        && !(DateOnly.FromDateTime(newest.At.UtcDateTime) < it.Lead.RestUntil);
}
