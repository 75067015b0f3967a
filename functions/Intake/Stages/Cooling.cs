using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>Leads move with time alone: down when points and phases fade, and that day is known beforehand.</summary>
public static class Cooling
{
    /// <summary>The first day after <paramref name="now"/> on which the lead moves if nothing happens; null when it stays.</summary>
    public static DateOnly? NextDay(AccountState state, Lead lead, Playbook playbook, DateTimeOffset now)
    {
        var sheet = ScoreSheet.Of(state.Account, lead, playbook);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // Upwards, when fading negatives let it over the line, only while its activity is recent.
        var gates = playbook.Stages.Gates;
        var days = FadesOn(playbook.Stages, lead)
            ? playbook.Scoring.HorizonDays : Math.Max(gates.Prospects.RecentDays, gates.Customers.RecentDays);
        for (var ahead = 1; ahead <= days; ahead++)
        {
            var decision = StageRules.Decide(state, lead, Scorer.Score(sheet, today.AddDays(ahead)), null, playbook, now.AddDays(ahead));
            if (decision.Stage != lead.Stage) return today.AddDays(ahead);
        }
        return null;
    }

    // Between working stages a lead moves as its score does, as long as that does.
    private static bool FadesOn(StageBook stages, Lead lead) => stages.Find(lead.Stage).Role switch
    {
        Role.Handoff => true,
        Role.Entry or Role.Working => stages.Stages.Any(stage => stage.Enter is not null),
        _ => false,
    };

    // Why a handed-off lead goes back; null when it does not. The line is well below the gate, so that it does not flap.
    internal static string? CauseOf(Case it)
    {
        var line = it.IsCustomer ? it.Gates.Demotion.Customers : it.Gates.Demotion.Prospects;
        if (it.Score.Total < line * 100) return "cooled:total";
        return PhaseLost(it) ? "cooled:phase" : null;
    }

    private static bool PhaseLost(Case it)
    {
        if (it.ScoreGate.Phase is not { } asked) return false;
        var needed = it.Playbook.Scoring.Phases.First(phase => phase.Id == asked).Points;
        if (it.Score.Phase >= needed * 100) return false;
        var day = it.Today.AddDays(-it.Gates.Demotion.PhaseLostDays);
        var sheet = ScoreSheet.Of(it.Account, it.Lead, it.Playbook);
        // Lost for so many days means that it did not stand on any of them, and a phase that stood earlier does not come back by itself.
        for (var back = day; back <= it.Today; back = back.AddDays(1))
            if (PhasePoints(sheet, back, it.Playbook) >= needed) return false;
        return true;
    }

    private static int PhasePoints(ScoreSheet sheet, DateOnly day, Playbook playbook)
    {
        var (phase, _) = Scorer.CurrentPhase(sheet, day.DayNumber);
        return phase < 0 ? 0 : playbook.Scoring.Phases[phase].Points;
    }
}
