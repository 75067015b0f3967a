using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary>The steps by which an account manager is picked on a day, with a note of each that did not decide.</summary>
internal sealed class RoutingDecision(RoutingInput lead, RoutingRules rules, Team team, DateOnly today)
{
    private readonly ImmutableHashSet<string> barred = lead.Former.Union(team.Unreachable);

    /// <summary>The territory that a lead belongs to, the partner desk among them; null for none.</summary>
    public static string? TerritoryOf(RoutingInput lead, RoutingRules rules) =>
        IsPartner(lead, rules) ? rules.PartnerDesk : rules.Territories.FirstOrDefault(each => each.Matches(lead))?.Id;

    private static bool IsPartner(RoutingInput lead, RoutingRules rules) => lead.Kind is not null && rules.PartnerKinds.Contains(lead.Kind);

    /// <summary>What did not decide, as <see cref="Handoffs.Considered"/> writes it.</summary>
    public List<string> Considered { get; } = [];

    /// <summary>By what names somebody; null where nobody of those can take it.</summary>
    public RoutingPick? ByName()
    {
        foreach (var step in rules.Order)
        {
            var named = Named(step);
            if (CanTake(step, named)) return new RoutingPick(named, step);
            if (team.StandIn(named, today, barred) is { } manager)
                return new RoutingPick(manager.Id, step == RoutingReasons.Owner ? RoutingReasons.OwnerStandIn : step);
        }
        return null;
    }

    /// <summary>By the partner desk or the territory; null where nobody of it is here.</summary>
    public RoutingPick? ByTerritory(RoundRobinState? state)
    {
        var partner = IsPartner(lead, rules);
        if (!partner) Note(RoutingReasons.PartnerDesk, WhyNot.NoPartner);
        var territory = TerritoryOf(lead, rules);
        var step = partner ? RoutingReasons.PartnerDesk : RoutingReasons.Territory;
        if (territory is null) Note(step, WhyNot.NoneMatches);
        return territory is null ? null : InTerritory(territory, step, state);
    }

    /// <summary>Who gets what nobody else can take. Where all have had it, it stays with whoever answers for the others.</summary>
    public RoutingPick Fallback()
    {
        var serving = team.Serving(rules.Fallback).ToList();
        var one = serving.Find(manager => IsFree(manager))
            ?? StandInOf(serving, barred)
            ?? serving.Find(manager => manager.IsAvailable(today) && !lead.Former.Contains(manager.Id))
            ?? serving.Find(manager => manager.IsAvailable(today))
            ?? StandInOf(serving, null)
            ?? serving.FirstOrDefault()
            ?? throw new InvalidOperationException("Nobody serves the fallback territory; Team.Check tells so at the start.");
        return new RoutingPick(one.Id, RoutingReasons.Fallback, rules.Fallback);
    }

    private string? Named(string step) => step switch
    {
        RoutingReasons.OpenHandoff => lead.OpenHolder,
        RoutingReasons.Returned => lead.LastAccountManager,
        RoutingReasons.SpokeWith => lead.SpokeWith,
        RoutingReasons.Owner => lead.Owner,
        RoutingReasons.Claimed => lead.ClaimedOwner,
        RoutingReasons.Parent => lead.ParentOwner,
        _ => null,
    };

    private RoutingPick? InTerritory(string territory, string step, RoundRobinState? state)
    {
        var serving = team.Serving(territory).ToList();
        var here = serving.Where(IsFree).ToList();
        if (here.Count > 1 || (serving.Count > 1 && state?.Picked(lead.Handoff) is not null)) return InTurn(territory, here, state);
        var one = here.FirstOrDefault() ?? StandInOf(serving, barred);
        if (one is null) Note(step, WhyNot.NobodyHere, territory);
        return one is null ? null : new RoutingPick(one.Id, step, territory);
    }

    private RoutingPick InTurn(string territory, List<AccountManager> here, RoundRobinState? state)
    {
        if (state is null) return new RoutingPick(null, RoutingReasons.RoundRobin, territory, NeedsRoundRobin: true);
        if (state.Picked(lead.Handoff) is { } before) return new RoutingPick(before, RoutingReasons.RoundRobin, territory, State: state);

        var (picked, after) = state.Pick(lead.Handoff, lead.Asked, Preferred(here, state));
        return new RoutingPick(picked, RoutingReasons.RoundRobin, territory, State: after);
    }

    // A day off and a full day only matter while somebody else of the territory is there.
    private List<AccountManager> Preferred(List<AccountManager> here, RoundRobinState state)
    {
        var working = here.Where(manager => WorkCalendar.For(rules.Hours, manager).Works(today)).ToList();
        if (working.Count == 0) working = here;
        var free = lead.Asked ? working : working.Where(manager => state.ScoredToday(manager.Id) < manager.Capacity).ToList();
        return free.Count > 0 ? free : working;
    }

    private bool IsFree(AccountManager manager) => manager.IsAvailable(today) && !barred.Contains(manager.Id);

    private AccountManager? StandInOf(List<AccountManager> serving, ImmutableHashSet<string>? but) =>
        serving.Select(manager => team.StandIn(manager.Id, today, but)).FirstOrDefault(standIn => standIn is not null);

    // Whether the one who is named can take it; else notes why not.
    private bool CanTake(string step, string? named)
    {
        var why = named is null ? WhyNot.Nobody : Why(named);
        if (why is not null) Note(step, why, named);
        return why is null;
    }

    private string? Why(string named) => team.Find(named) is not { } manager ? WhyNot.Unknown
        : !manager.Active ? WhyNot.Left
        : lead.Former.Contains(named) ? WhyNot.HadIt
        : manager.UnreachableSince is not null ? WhyNot.Unreachable
        : manager.IsAvailable(today) ? null : WhyNot.Away;

    private void Note(string step, string why, string? who = null) => Considered.Add(new Considered(step, why, who).ToString());
}
