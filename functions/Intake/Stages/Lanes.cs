using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>A person who asks is answered: any score, as long as the country is served.</summary>
internal static class AskedLane
{
    public static StageDecision? Decide(Case it)
    {
        if (it.Trigger is not { } trigger || it.RuleOf(trigger) is not { Asks: true } || !trigger.IsAfter(it.Lead.LastTrigger)) return null;
        // Whoever the fast lane is not for may still pass by their score.
        if (!it.Allows(it.Gates.Asked.When, trigger)) return null;
        var country = CompanyFacts.Of(it.Account, it.Lead, FactNames.Country);
        if (country is not null && !it.Gates.Asked.Countries.Contains(country)) return it.Below("country-not-served");
        return new StageDecision(it.Playbook.Stages.Of(Role.Handoff).Id, it.Gates.Asked.Id, new Handover(it.Gates.Asked.Id, Asked: true, trigger));
    }
}

/// <summary>The score lane: a total, a minimum per component, something recent, somebody to call, and nothing in hand already.</summary>
internal static class ScoreLane
{
    public static StageDecision Decide(Case it)
    {
        var decided = Assess(it);
        return it.Quiet ? it.Below("quiet") with { Quieted = decided.Handover?.Trigger } : decided;
    }

    private static StageDecision Assess(Case it)
    {
        if (it.Newest is not { } newest) return it.Below(it.Lead.Newest is { } hidden && it.PersonExcluded(hidden) is { } person ? "excluded:" + person : "nothing-new");
        if (!newest.IsAfter(it.Lead.LastTrigger)) return it.Below("nothing-new");
        if (it.Lead.Held is { } held && !newest.IsAfter(held)) return it.Below("held");
        if (it.Lead.Quieted is { } quieted && !newest.IsAfter(quieted)) return it.Below("quiet");
        if (it.Today.DayNumber - DayOf(newest) > it.ScoreGate.RecentDays) return it.Below("not-recent");
        if (Missing(it, newest) is { } missing) return it.Below(missing);
        if (it.Gates.Exclusions.OpenComplaints && it.Account.Book?.OpenComplaints > 0) return it.Below("open-complaint");
        if (Owned(it)) return it.Below("owned");
        if (InHand(it, newest) is { } news) return it.Below("in-hand") with { Update = it.Trigger == newest ? news : null };
        return new StageDecision(it.Playbook.Stages.Of(Role.Handoff).Id, it.ScoreGate.Id, new Handover(it.ScoreGate.Id, Asked: false, newest));
    }

    private static int DayOf(Trigger trigger) => DateOnly.FromDateTime(trigger.At.UtcDateTime).DayNumber;

    private static string? Missing(Case it, Trigger newest)
    {
        foreach (var line in GateLine.Of(it))
            if (line.IsMissed) return "below:" + line.What;
        if (!it.Allows(it.ScoreGate.When, newest)) return "below:when";
        return SomebodyReachable(it) ? null : "nobody-reachable";
    }

    private static bool SomebodyReachable(Case it)
    {
        foreach (var (id, _) in it.Lead.Persons)
        {
            if (it.Account.Members.GetValueOrDefault(id) is { Left: false } member && Excluded.Person(it.Account, member, it.Playbook) is null
                && (it.Reachable is null || it.Reachable(it.Account, id, member)))
                return true;
        }
        return false;
    }

    private static bool Owned(Case it)
    {
        foreach (var owned in it.Account.Book?.Owns ?? [])
            if (owned.Proposition == it.Lead.Proposition && !(owned.Until <= it.Today.AddDays(it.Gates.RenewalDays))) return true;
        return false;
    }

    // Sales has the account or the opportunity already: they are told, there is no second clock.
    private static HandoffNews? InHand(Case it, Trigger trigger)
    {
        foreach (var (_, handoff) in it.State.Handoffs)
            if (handoff.IsOpen && handoff.Trigger.Submission != trigger.Submission) return new HandoffNews(handoff.Id, trigger, Asked: false);
        return it.Account.Book?.OpenOpportunities.Contains(it.Lead.Proposition) == true ? new HandoffNews(null, trigger, Asked: false) : null;
    }
}
