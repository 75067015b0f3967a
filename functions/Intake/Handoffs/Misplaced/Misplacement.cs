using Intake.Accounts;

namespace Intake.Handoffs.Misplaced;

/// <summary>Tells whether an open handoff that went by territory is with somebody whom the territories of today would not give it to. Nobody is out of place
/// for being away, or for standing in.</summary>
public static class Misplacement
{
    /// <summary>Whether it is.</summary>
    /// <param name="lead">What routing knows of it.</param>
    /// <param name="handoff">The handoff.</param>
    /// <param name="rules">The playbook's rules.</param>
    /// <param name="team">The account managers.</param>
    public static bool Is(RoutingInput lead, Handoff handoff, RoutingRules rules, Team team)
    {
        if (handoff is not { IsOpen: true, AccountManager: { } holder, Territory: not null }) return false;
        var serving = team.Serving(RoutingDecision.TerritoryOf(lead, rules) ?? rules.Fallback).Select(manager => manager.Id);
        return !WithStandIns(serving, team).Contains(holder);
    }

    private static HashSet<string> WithStandIns(IEnumerable<string> serving, Team team)
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(serving));
        while (open.TryPop(out var id))
            if (reached.Add(id) && team.Find(id) is { } manager)
                foreach (var next in new[] { manager.Deputy, manager.Successor }.Concat(manager.Absences.Select(absence => absence.Deputy)).OfType<string>()) open.Push(next);
        return reached;
    }
}
