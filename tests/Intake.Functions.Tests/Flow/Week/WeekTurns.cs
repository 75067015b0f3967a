using System.Globalization;
using Intake.Accounts;
using Intake.Handoffs;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>A turn that was taken: in a territory, on a day, by somebody, for a handoff that others may have had before.</summary>
internal sealed record WeekTurn(string Territory, DateOnly Day, Handoff Handoff, int Assignment, string Picked);

/// <summary>Whether whoever serves a territory got their share of its turns: by weight among those who were there, had not had the lead and had room.</summary>
internal sealed class WeekTurns(WeekRun run, IReadOnlyDictionary<string, Handoff> handoffs)
{
    private readonly Dictionary<string, decimal> shares = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Manager, DateOnly Day), int> scored = [];

    /// <summary>How many turns were taken.</summary>
    public int Count { get; private set; }

    /// <summary>How many turns somebody is from their share at the most, at any time.</summary>
    public decimal MostOff { get; private set; }

    /// <summary>How many turns passed by somebody with a full day.</summary>
    public int PassedBy { get; private set; }

    public void Check()
    {
        foreach (var (territory, day, reference, picked) in run.Turns) Take(TurnOf(territory, day, reference, picked));
    }

    private WeekTurn TurnOf(string territory, DateOnly day, string reference, string picked)
    {
        var (id, assignment) = reference.Split('.') is [var first, var count] ? (first, int.Parse(count, CultureInfo.InvariantCulture)) : (reference, 1);
        return new WeekTurn(territory, day, handoffs[id], assignment, picked);
    }

    private void Take(WeekTurn turn)
    {
        var former = (turn.Handoff.Former ?? []).Take(turn.Assignment - 1).Select(one => one.AccountManager).ToHashSet(StringComparer.Ordinal);
        var here = run.Team.Serving(turn.Territory).Where(manager => manager.IsAvailable(turn.Day) && !former.Contains(manager.Id)).ToList();
        if (here.Exists(IsWorking)) here.RemoveAll(manager => !IsWorking(manager));
        var free = turn.Handoff.Asked ? here : here.FindAll(manager => scored.GetValueOrDefault((manager.Id, turn.Day)) < manager.Capacity);
        if (free.Count == 0) free = here;
        Assert.Contains(turn.Picked, free.Select(manager => manager.Id));

        if (free.Count < here.Count) PassedBy++;
        if (!turn.Handoff.Asked) scored[(turn.Picked, turn.Day)] = scored.GetValueOrDefault((turn.Picked, turn.Day)) + 1;
        foreach (var manager in free) shares[manager.Id] = shares.GetValueOrDefault(manager.Id) + (manager.Weight / (decimal)free.Sum(each => each.Weight));
        shares[turn.Picked]--;
        Count++;
        MostOff = Math.Max(MostOff, shares.Values.Max(Math.Abs));

        bool IsWorking(AccountManager manager) => (manager.WorkingDays ?? WeekTeam.Rules.Hours.Days).Contains(turn.Day.DayOfWeek);
    }
}
