using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;

namespace Intake.Simulation;

/// <summary>Tries a playbook on the history of one account. Pure: no mail leaves and nothing is written.</summary>
public static class AccountSimulation
{
    /// <summary>What it would have handed off, beside what it did.</summary>
    /// <param name="history">What happened in it.</param>
    /// <param name="playbook">The playbook to try.</param>
    /// <param name="from">The first instant that is looked at; what happened before it counts all the same.</param>
    /// <param name="until">The first instant that is not.</param>
    public static AccountOutcome Of(AccountHistory history, Playbook playbook, DateTimeOffset from, DateTimeOffset until)
    {
        var outcome = new AccountOutcome
        {
            Account = history.Account, Erased = history.Erased, IsTester = history.IsTester || history.Submissions.Any(record => record.Submission!.Tester is not null),
            IsApproximate = history.IsApproximate,
        };
        if (outcome.IsTester) return outcome;
        var replayed = Replay.Of(history, playbook, until.AddTicks(-1));
        return outcome with
        {
            Would = [.. replayed.Made.Where(made => IsMade(made.Handoff) && made.Handoff.DecidedAt >= from).Select(made => Simulated(history, made))],
            Did = [.. replayed.Asked.Where(real => IsMade(real.Handoff) && real.Handoff.DecidedAt >= from).Select(real => Real(history.Account, real))],
            Leads = replayed.State?.Leads.Values.Count(lead => lead.Proposition != Proposition.NotStated && lead.NewestAt >= from) ?? 0,
            AnswersWithoutHandoff = replayed.AnswersWithoutHandoff,
        };
    }

    // One that went to another account is counted there.
    private static bool IsMade(Handoff handoff) => handoff.State is not (HandoffState.Withdrawn or HandoffState.Moved);

    private static SimulatedHandoff Simulated(AccountHistory history, MadeHandoff made)
    {
        var handoff = made.Handoff;
        var holder = made.Holder is { } id ? history.Handoffs.GetValueOrDefault(id)?.AccountManager : null;
        return new SimulatedHandoff(
            LeadOf(history.Account, handoff), handoff.Id, handoff.DecidedAt, handoff.Gate, handoff.Asked, made.Score, handoff.Trigger,
            RoutingInput.From(made.Account, made.Lead, handoff, holder, made.Account.Claimed), made.Holder);
    }

    private static RealHandoff Real(string account, ScoredHandoff real) => new(
        LeadOf(account, real.Handoff), real.Handoff.Id, real.Handoff.DecidedAt, real.Handoff.Gate, real.Handoff.AccountManager, real.Score, real.Handoff.Answer)
    {
        Asked = real.Handoff.Asked,
    };

    private static string LeadOf(string account, Handoff handoff) => new LeadId(account, handoff.Proposition, handoff.Round).ToString();
}
