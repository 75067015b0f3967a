namespace Intake.Handoffs;

/// <summary>Picks the account manager of a handoff.</summary>
public static class Routing
{
    /// <summary>Picks in the playbook's order: who holds the account's open handoff, who had the lead before, who spoke to them, the owner, the owner
    /// of the claimed account, the owner of the parent; then the partner desk, the territory with its round robin, the fallback.
    /// Whoever left, is away, is not reached by mail or had this handoff before is stood in for.</summary>
    /// <param name="lead">What is known.</param>
    /// <param name="rules">The playbook's rules.</param>
    /// <param name="team">The account managers.</param>
    /// <param name="state">The round robin of the territory and day; null before it is known to be needed.</param>
    /// <param name="now">The time.</param>
    public static RoutingPick Pick(RoutingInput lead, RoutingRules rules, Team team, RoundRobinState? state, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Hours.Zone).DateTime);
        var decision = new RoutingDecision(lead, rules, team, today);
        var pick = decision.ByName() ?? decision.ByTerritory(state) ?? decision.Fallback();
        return pick with { Considered = [.. decision.Considered] };
    }
}
