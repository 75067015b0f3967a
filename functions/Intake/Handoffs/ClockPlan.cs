using System.Collections.Immutable;
using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>What is done of the steps that are due: the last of them, for what it comes after has been overtaken by it.</summary>
/// <param name="Step">The step.</param>
/// <param name="At">Its instant.</param>
/// <param name="Done">All that are due, to be noted.</param>
/// <param name="To">Who is written to before it is noted; null for nobody.</param>
public sealed record ClockPlan(string Step, DateTimeOffset At, ImmutableArray<string> Done, AccountManager? To)
{
    /// <summary>Why the lead moves, where it does.</summary>
    public string Cause => Step switch
    {
        ClockSteps.Reassign => PassingReasons.NotAnswered,
        ClockSteps.BackToPool => PassingReasons.NotContacted,
        ClockSteps.QualifyOver => Lapse.Cause,
        _ => Step,
    };

    /// <summary>Plans what is due.</summary>
    public static ClockPlan Of(Handoff handoff, ImmutableArray<ClockTime> due, RoutingRules rules, Team team, DateTimeOffset now)
    {
        var last = due[^1];
        var lead = TeamLead(rules, team, now);
        var holder = team.Find(handoff.AccountManager);
        // There is nobody after the team lead.
        var ends = lead is null || lead.Id == handoff.AccountManager || holder?.Territories.Contains(rules.Fallback) is true;
        var to = last.Step switch
        {
            ClockSteps.TeamLead => ends ? null : lead,
            ClockSteps.Reassign or ClockSteps.BackToPool or ClockSteps.QualifyOver => null,
            _ => holder,
        };
        return new ClockPlan(last.Step, last.At, [.. due.Select(step => step.Step)], to) { Ends = ends };
    }

    /// <summary>Whether nobody else could get it.</summary>
    public bool Ends { get; init; }

    /// <summary>Who is told when an answer is late: of those who serve the fallback the first who is here, else who stands in for them.</summary>
    public static AccountManager? TeamLead(RoutingRules rules, Team team, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Hours.Zone).DateTime);
        var serving = team.Serving(rules.Fallback).ToList();
        return serving.Find(manager => manager.IsAvailable(today)) ?? serving.Select(manager => team.StandIn(manager.Id, today)).FirstOrDefault(one => one is not null)
            ?? serving.FirstOrDefault();
    }

    /// <summary>The account after it.</summary>
    public AccountState Apply(AccountState state, Handoff handoff, Playbook playbook, Team team, DateTimeOffset now) => Step switch
    {
        ClockSteps.Reassign or ClockSteps.BackToPool when !Ends => Passing.Give(state, handoff, null, Cause, playbook, now),
        ClockSteps.QualifyOver => Lapse.Of(state, handoff, playbook, now),
        ClockSteps.SnoozeOver => state.With(Awake(handoff, playbook, team, now)),
        _ => state.With(handoff with { Steps = [.. handoff.Steps ?? [], .. Done] }),
    };

    /// <summary>What a replay has to know of it; null for nothing.</summary>
    public HistoryEvent? EventOf(Handoff handoff, DateTimeOffset now) => Step switch
    {
        ClockSteps.Reassign or ClockSteps.BackToPool when !Ends => HistoryEvent.Given(handoff.Id, null, Cause, handoff.Id, now),
        ClockSteps.QualifyOver => HistoryEvent.Lapsed(handoff.Id, now),
        _ => null,
    };

    // Its clocks begin anew.
    private static Handoff Awake(Handoff handoff, Playbook playbook, Team team, DateTimeOffset now) => handoff with
    {
        SnoozedUntil = null, ClockFrom = now, Steps = null,
        AnswerBy = team.Find(handoff.AccountManager) is { } manager
            ? WorkCalendar.For(playbook.Routing.Hours, manager).Add(now, playbook.Routing.Clocks(handoff.Asked).AnswerBy) : handoff.AnswerBy,
    };
}
