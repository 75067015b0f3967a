using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>Leads move with time alone: down when points and phases fade, and that day is known beforehand.</summary>
public static class Cooling
{
    /// <summary>The first day after <paramref name="now"/> on which the lead moves if nothing happens; null when it stays.</summary>
    /// <param name="state">Its account.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">Now.</param>
    /// <param name="reachable">Who may be approached, as for the decision itself; everybody who is not excluded where it is null.</param>
    /// <param name="before">Only days before this one are of interest; null for all.</param>
    public static DateOnly? NextDay(
        AccountState state, Lead lead, Playbook playbook, DateTimeOffset now, Reachable? reachable = null, DateOnly? before = null)
    {
        // Each person as one, as whoever decides sees them.
        var seen = Aliases.Joined(state);
        lead = seen.Leads.GetValueOrDefault(AccountState.KeyOf(lead), lead);
        return NextDay(new Sheets(seen.Account, lead, playbook), seen, lead, playbook, now, reachable, before);
    }

    internal static DateOnly? NextDay(
        Sheets sheets, AccountState state, Lead lead, Playbook playbook, DateTimeOffset now, Reachable? reachable, DateOnly? before)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        for (var ahead = 1; ahead <= Ahead(state, lead, playbook); ahead++)
        {
            var day = today.AddDays(ahead);
            if (day >= before) return null;
            var it = new Case(state, lead, sheets.On(day), null, playbook, now.AddDays(ahead), reachable) { Sheets = sheets };
            if (StageRules.Decide(it).Stage != lead.Stage) return day;
        }
        return null;
    }

    // After so many days nothing changes any more.
    private static int Ahead(AccountState state, Lead lead, Playbook playbook)
    {
        var gates = playbook.Stages.Gates;
        return playbook.Stages.Find(lead.Stage).Role switch
        {
            _ when lead.Closed => 0,
            Role.Handoff => state.OpenHandoff(lead) is { Asked: false } ? playbook.Scoring.HorizonDays : 0,
            // Between working stages a lead moves as its score does, as long as that does.
            Role.Entry or Role.Working when playbook.Stages.Stages.Any(stage => stage.Enter is not null) => playbook.Scoring.HorizonDays,
            // Upwards, when fading negatives let it over the line, only while its activity is recent.
            Role.Entry or Role.Working or Role.Refused or Role.Resting => Math.Max(gates.Prospects.RecentDays, gates.Customers.RecentDays),
            _ => 0,
        };
    }

    // Why a handed-off lead goes back; null when it does not. The line is well below the gate, so that it does not flap.
    internal static string? CauseOf(Case it)
    {
        var line = it.IsCustomer ? it.Gates.Demotion.Customers : it.Gates.Demotion.Prospects;
        if (it.Eligible.Total < line * 100) return "cooled:total";
        return PhaseLost(it) ? "cooled:phase" : null;
    }

    private static bool PhaseLost(Case it)
    {
        if (it.ScoreGate.Phase is not { } asked) return false;
        var needed = it.Playbook.Scoring.Phases.First(phase => phase.Id == asked).Points;
        if (it.Eligible.Phase >= needed * 100) return false;
        var day = it.Today.AddDays(-it.Gates.Demotion.PhaseLostDays);
        // Lost for so many days means that it did not stand on any of them, and a phase that stood earlier does not come back by itself.
        for (var back = day; back <= it.Today; back = back.AddDays(1))
            if (PhasePoints(it.Sheets.Eligible, back, it.Playbook) >= needed) return false;
        return true;
    }

    private static int PhasePoints(ScoreSheet sheet, DateOnly day, Playbook playbook)
    {
        var (phase, _) = Scorer.CurrentPhase(sheet, day.DayNumber);
        return phase < 0 ? 0 : playbook.Scoring.Phases[phase].Points;
    }
}
