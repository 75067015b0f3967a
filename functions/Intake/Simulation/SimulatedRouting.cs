using System.Collections.Immutable;
using Intake.Handoffs;

namespace Intake.Simulation;

/// <summary>A handoff that would have been made, with who would have got it.</summary>
internal sealed record RoutedHandoff(SimulatedHandoff Handoff, string AccountManager);

/// <summary>Who would have got which handoff: of one that was made who did, of others whom routing picks, with its turns carried along.</summary>
internal sealed class SimulatedRouting(RoutingRules rules, Team team, IReadOnlyDictionary<string, string> recorded)
{
    private readonly Dictionary<string, RoundRobinState> turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> picked = new(StringComparer.Ordinal);

    /// <summary>All handoffs that would have been made, in order of time.</summary>
    public static ImmutableArray<RoutedHandoff> Route(ImmutableArray<AccountOutcome> outcomes, RoutingRules rules, Team team)
    {
        var recorded = outcomes.SelectMany(outcome => outcome.Did).DistinctBy(made => made.Handoff)
            .ToDictionary(made => made.Handoff, made => made.AccountManager ?? SimulatedWeeks.Nobody, StringComparer.Ordinal);
        var routing = new SimulatedRouting(rules, team, recorded);
        return
        [
            .. outcomes.SelectMany(outcome => outcome.Would).OrderBy(made => made.At).ThenBy(made => made.Handoff, StringComparer.Ordinal)
                .Select(made => new RoutedHandoff(made, routing.Pick(made))),
        ];
    }

    private string Pick(SimulatedHandoff made)
    {
        var manager = recorded.GetValueOrDefault(made.Handoff) ?? Turn(made.Routing with
        {
            OpenHolder = made.Holder is { } holder ? picked.GetValueOrDefault(holder) ?? made.Routing.OpenHolder : null,
        }, made.At);
        return picked[made.Handoff] = manager;
    }

    private string Turn(RoutingInput input, DateTimeOffset now)
    {
        var pick = Routing.Pick(input, rules, team, null, now);
        if (pick is { NeedsRoundRobin: true, Territory: { } territory })
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Hours.Zone).DateTime);
            pick = Routing.Pick(input, rules, team, RoundRobinState.Begin(territory, day, turns.GetValueOrDefault(territory)), now);
            turns[territory] = pick.State!;
        }
        return pick.AccountManager!;
    }
}
