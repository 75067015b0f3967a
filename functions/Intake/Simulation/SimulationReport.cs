using System.Collections.Immutable;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Simulation;

/// <summary>What a playbook would have done with everything that happened, beside what was done.</summary>
public sealed record SimulationReport
{
    /// <summary>Version of the playbook that was tried.</summary>
    public required string Playbook { get; init; }

    /// <summary>The first day that is looked at; null for all from the beginning.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>How many accounts were replayed, testers' left out.</summary>
    public required int Accounts { get; init; }

    /// <summary>How many leads with a proposition there would have been.</summary>
    public required int Leads { get; init; }

    /// <summary>How many of them would have been handed off, in tenths of a percent; null without leads.</summary>
    public int? SharePerMille { get; init; }

    /// <summary>Handoffs by week and account manager, in this order.</summary>
    public required ImmutableArray<SimulatedWeek> Weeks { get; init; }

    /// <summary>Leads that would have been handed off and were not.</summary>
    public required ImmutableArray<ChangedLead> Gained { get; init; }

    /// <summary>Leads that were handed off and would not have been.</summary>
    public required ImmutableArray<ChangedLead> Lost { get; init; }

    /// <summary>How well the gate parts what sales took from what it refused; null where sales has answered nothing.</summary>
    public GateQuality? Quality { get; init; }

    /// <summary>What marketing and sales should look at first.</summary>
    public required ImmutableArray<SimulationWarning> Warnings { get; init; }

    /// <summary>Submissions that are gone since their persons were erased: of these nothing can be told.</summary>
    public required int Erased { get; init; }

    /// <summary>Testers' accounts, which count nowhere.</summary>
    public required int Testers { get; init; }

    /// <summary>Accounts whose replay comes near and is not exact.</summary>
    public required int Approximate { get; init; }

    /// <summary>Answers of sales for which there would have been no handoff.</summary>
    public required int AnswersWithoutHandoff { get; init; }

    /// <summary>Accounts that could not be replayed, and are left out; null for none.</summary>
    public int? Failed { get; init; }

    /// <summary>The report on some accounts; the same ones in any order give the same report.</summary>
    /// <param name="outcomes">What each account would have done.</param>
    /// <param name="playbook">The playbook that was tried.</param>
    /// <param name="team">The account managers.</param>
    /// <param name="from">The first day; null for all.</param>
    /// <param name="to">The last day.</param>
    public static SimulationReport Of(IEnumerable<AccountOutcome> outcomes, Playbook playbook, Team team, DateOnly? from, DateOnly to)
    {
        var all = outcomes.OrderBy(outcome => outcome.Account, StringComparer.Ordinal).ToImmutableArray();
        var counted = all.RemoveAll(outcome => outcome.IsTester);
        var did = counted.SelectMany(outcome => outcome.Did).ToImmutableArray();
        var would = SimulatedRouting.Route(counted, playbook.Routing, team);
        var weeks = SimulatedWeeks.Of(did, would, playbook.Routing.Hours.Zone);
        var leads = counted.Sum(outcome => outcome.Leads);
        var share = leads == 0 ? null : (int?)(would.DistinctBy(each => each.Handoff.Lead).Count() * 1000L / leads);
        return new SimulationReport
        {
            Playbook = playbook.Version, From = from, To = to, Accounts = counted.Length, Leads = leads, SharePerMille = share, Weeks = weeks,
            Gained = ChangedLead.Gained(did, would), Lost = ChangedLead.Lost(did, would), Quality = GateQuality.Of(did, would, playbook),
            Warnings = SimulationWarnings.Of(weeks, share, playbook, team),
            Erased = all.Sum(outcome => outcome.Erased), Testers = all.Length - counted.Length,
            Approximate = counted.Count(outcome => outcome.IsApproximate), AnswersWithoutHandoff = counted.Sum(outcome => outcome.AnswersWithoutHandoff),
        };
    }
}

/// <summary>A lead that a playbook hands off and the other does not.</summary>
/// <param name="Lead">Id of the lead.</param>
/// <param name="At">When it was, or would have been, handed off first.</param>
/// <param name="Gate">By which gate.</param>
/// <param name="Score">Its score then by the playbook that was tried, in hundredths; null where there would have been no such lead.</param>
/// <param name="AccountManager">Who got it, or would have.</param>
public sealed record ChangedLead(string Lead, DateTimeOffset At, string Gate, int? Score, string? AccountManager)
{
    internal static ImmutableArray<ChangedLead> Gained(ImmutableArray<RealHandoff> did, ImmutableArray<RoutedHandoff> would)
    {
        var known = did.Select(each => each.Lead).ToHashSet(StringComparer.Ordinal);
        return Ordered(would.Where(each => !known.Contains(each.Handoff.Lead))
            .Select(each => new ChangedLead(each.Handoff.Lead, each.Handoff.At, each.Handoff.Gate, each.Handoff.Score, each.AccountManager)));
    }

    internal static ImmutableArray<ChangedLead> Lost(ImmutableArray<RealHandoff> did, ImmutableArray<RoutedHandoff> would)
    {
        var known = would.Select(each => each.Handoff.Lead).ToHashSet(StringComparer.Ordinal);
        return Ordered(did.Where(each => !known.Contains(each.Lead)).Select(each => new ChangedLead(each.Lead, each.At, each.Gate, each.Score, each.AccountManager)));
    }

    private static ImmutableArray<ChangedLead> Ordered(IEnumerable<ChangedLead> leads) =>
        [.. leads.OrderBy(lead => lead.At).ThenBy(lead => lead.Lead, StringComparer.Ordinal).DistinctBy(lead => lead.Lead)];
}
