namespace Intake.Handoffs;

/// <summary>Picks the account manager of a handoff.</summary>
public static class Routing
{
    /// <summary>Picks in this order: who holds the account's open handoff, who had the lead before, the owner, who spoke to them, the owner
    /// of the claimed account, the owner of the parent, the partner desk, the territory with its round robin, the fallback.
    /// Whoever left or is away is stood in for.</summary>
    /// <param name="lead">What is known.</param>
    /// <param name="rules">The playbook's rules.</param>
    /// <param name="team">The account managers.</param>
    /// <param name="state">The round robin of the territory and day; null before it is known to be needed.</param>
    /// <param name="now">The time.</param>
    public static RoutingPick Pick(RoutingInput lead, RoutingRules rules, Team team, RoundRobinState? state, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Hours.Zone).DateTime);
        return ByName(lead, team, today) ?? ByTerritory(lead, rules, team, state, today) ?? Fallback(rules, team, today);
    }

    private static RoutingPick? ByName(RoutingInput lead, Team team, DateOnly today)
    {
        return Named(lead.OpenHolder, RoutingReasons.OpenHandoff)
            // Ahead of the owner: what was promised on the phone is kept by the one who promised it.
            ?? Named(lead.LastAccountManager, RoutingReasons.Returned)
            ?? Named(lead.Owner, IsHere(lead.Owner) ? RoutingReasons.Owner : RoutingReasons.OwnerStandIn)
            ?? Named(lead.SpokeWith, RoutingReasons.SpokeWith)
            ?? Named(lead.ClaimedOwner, RoutingReasons.Claimed)
            ?? Named(lead.ParentOwner, RoutingReasons.Parent);

        RoutingPick? Named(string? id, string reason) => team.StandIn(id, today) is { } manager
            ? new RoutingPick(manager.Id, reason)
            : null;
        bool IsHere(string? id) => team.Find(id)?.IsAvailable(today) is true;
    }

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
        var here = serving.Where(manager => manager.IsAvailable(today)).ToList();
        if (here.Count > 1 || (serving.Count > 1 && state?.Picked(lead.Handoff) is not null))
            return InTurn(territory, here, lead, rules, state, today);
        var one = here.FirstOrDefault()
            ?? serving.Select(manager => team.StandIn(manager.Id, today)).FirstOrDefault(standIn => standIn is not null);
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

    private static RoutingPick Fallback(RoutingRules rules, Team team, DateOnly today)
    {
        var serving = team.Serving(rules.Fallback).ToList();
        var one = serving.Find(manager => manager.IsAvailable(today))
            ?? serving.Select(manager => team.StandIn(manager.Id, today)).FirstOrDefault(standIn => standIn is not null)
            ?? serving.FirstOrDefault()
            ?? throw new InvalidOperationException("Nobody serves the fallback territory; Team.Check tells so at the start.");
        return new RoutingPick(one.Id, RoutingReasons.Fallback, rules.Fallback);
    }
}
