using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Scoring.Explaining;

/// <summary>Explains a score by the very functions that count and decide.</summary>
public static class Explainer
{
    /// <summary>A lead as it stands at an instant.</summary>
    /// <param name="state">Its account at that instant.</param>
    /// <param name="key">Key of the lead.</param>
    /// <param name="playbook">The playbook to go by.</param>
    /// <param name="at">The instant.</param>
    /// <returns>Null where the account has no such lead.</returns>
    public static Explanation? Explain(AccountState state, string key, Playbook playbook, DateTimeOffset at)
    {
        // Each person as one, as whoever decides sees them.
        var seen = Aliases.Joined(state);
        if (!seen.Leads.TryGetValue(key, out var lead)) return null;
        var (sheets, day) = (new Sheets(seen.Account, lead, playbook), DateOnly.FromDateTime(at.UtcDateTime));
        // A closed round stays as it was.
        var kept = lead.Closed ? lead.Score : null;
        var it = new Case(seen, lead, kept ?? sheets.On(day), null, playbook, at, Reachability.By(playbook.Contacts)) { Sheets = sheets };
        return new Explanation(
            LeadId.Of(seen.Account, lead), lead, playbook.Stages.Find(lead.Stage), it.Score, PhaseUntil(it), UnknownFacts.Of(it), NextGate.Of(it));
    }

    private static DateOnly? PhaseUntil(Case it)
    {
        var (phase, source) = Scorer.CurrentPhase(it.Sheets.All, it.Score.Day.DayNumber);
        if (phase < 0) return null;
        var stands = it.Playbook.Scoring.Phases[phase];
        return stands.Id == it.Score.PhaseName ? DateOnly.FromDayNumber(source.Day + stands.Days) : null;
    }
}
