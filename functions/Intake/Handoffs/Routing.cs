namespace Intake.Handoffs;

/// <summary>Picks the account manager of a handoff.</summary>
public static class Routing
{
    /// <summary>Picks in the playbook's order: who holds the account's open handoff, who had the lead before, who spoke to them, the owner, the owner
    /// of the claimed account, the owner of the parent; then the partner desk, the territory with its round robin, the fallback.
    /// Whoever left, is away or had this handoff before is stood in for.</summary>
    /// <param name="lead">What is known.</param>
    /// <param name="rules">The playbook's rules.</param>
    /// <param name="team">The account managers.</param>
    /// <param name="state">The round robin of the territory and day; null before it is known to be needed.</param>
    /// <param name="now">The time.</param>
    public static RoutingPick Pick(RoutingInput lead, RoutingRules rules, Team team, RoundRobinState? state, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Hours.Zone).DateTime);
        return ByName(lead, rules, team, today) ?? ByTerritory(lead, rules, team, state, today) ?? Fallback(lead, rules, team, today);
    }

    private static RoutingPick? ByName(RoutingInput lead, RoutingRules rules, Team team, DateOnly today)
    {
        foreach (var step in rules.Order)
        {
            var named = Named(lead, step);
            if (team.StandIn(named, today, lead.Former) is not { } manager) continue;
            return new RoutingPick(manager.Id, step == RoutingReasons.Owner && manager.Id != named ? RoutingReasons.OwnerStandIn : step);
        }
        return null;
    }

    private static string? Named(RoutingInput lead, string step) => step switch
    {
        RoutingReasons.OpenHandoff => lead.OpenHolder,
        RoutingReasons.Returned => lead.LastAccountManager,
        RoutingReasons.SpokeWith => lead.SpokeWith,
        RoutingReasons.Owner => lead.Owner,
        RoutingReasons.Claimed => lead.ClaimedOwner,
        RoutingReasons.Parent => lead.ParentOwner,
        _ => null,
    };

    private static RoutingPick? ByTerritory(RoutingInput lead, RoutingRules rules, Team team, RoundRobinState? state, DateOnly today)
    {
        var partner = lead.Kind is not null && rules.PartnerKinds.Contains(lead.Kind);
        var territory = partner ? rules.PartnerDesk : rules.Territories.FirstOrDefault(each => each.Matches(lead))?.Id;
        return territory is null ? null
            : InTerritory(territory, partner ? RoutingReasons.PartnerDesk : RoutingReasons.Territory, lead, rules, team, state, today);
    }

    private static RoutingPick? InTerritory(
        string territory, string reason, RoutingInput lead, RoutingRules rules, Team team, RoundRobinState? state, DateOnly today)
    {
        var serving = team.Serving(territory).ToList();
        var here = serving.Where(manager => manager.IsAvailable(today) && !lead.Former.Contains(manager.Id)).ToList();
        if (here.Count > 1 || (serving.Count > 1 && state?.Picked(lead.Handoff) is not null))
            return InTurn(territory, here, lead, rules, state, today);
        var one = here.FirstOrDefault()
            ?? serving.Select(manager => team.StandIn(manager.Id, today, lead.Former)).FirstOrDefault(standIn => standIn is not null);
        return one is null ? null : new RoutingPick(one.Id, reason, territory);
    }

    private static RoutingPick InTurn(
        string territory, List<AccountManager> here, RoutingInput lead, RoutingRules rules, RoundRobinState? state, DateOnly today)
    {
        if (state is null) return new RoutingPick(null, RoutingReasons.RoundRobin, territory, NeedsRoundRobin: true);
        if (state.Picked(lead.Handoff) is { } before) return new RoutingPick(before, RoutingReasons.RoundRobin, territory, State: state);

        var (picked, after) = state.Pick(lead.Handoff, lead.Asked, Preferred(here, lead, rules, state, today));
        return new RoutingPick(picked, RoutingReasons.RoundRobin, territory, State: after);
    }

    // A day off and a full day only matter while somebody else of the territory is there.
    private static List<AccountManager> Preferred(
        List<AccountManager> here, RoutingInput lead, RoutingRules rules, RoundRobinState state, DateOnly today)
    {
        var working = here.Where(manager => (manager.WorkingDays ?? rules.Hours.Days).Contains(today.DayOfWeek)).ToList();
        if (working.Count == 0) working = here;
        var free = lead.Asked ? working : working.Where(manager => state.ScoredToday(manager.Id) < manager.Capacity).ToList();
        return free.Count > 0 ? free : working;
    }

    private static RoutingPick Fallback(RoutingInput lead, RoutingRules rules, Team team, DateOnly today)
    {
        var serving = team.Serving(rules.Fallback).ToList();
        // Where all have had it, it stays with whoever answers for the others.
        var one = serving.Find(manager => manager.IsAvailable(today) && !lead.Former.Contains(manager.Id))
            ?? serving.Find(manager => manager.IsAvailable(today))
            ?? serving.Select(manager => team.StandIn(manager.Id, today)).FirstOrDefault(standIn => standIn is not null)
            ?? serving.FirstOrDefault()
            ?? throw new InvalidOperationException("Nobody serves the fallback territory; Team.Check tells so at the start.");
        return new RoutingPick(one.Id, RoutingReasons.Fallback, rules.Fallback);
    }
}
