using Intake.Accounts;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs.Leaving;

/// <summary>Gives an open handoff of somebody who left to somebody else. Whoever accepted made a promise that stays: such a one goes on as accepted.
/// See docs/decisions/0013-who-leaves-leaves-promises.md.</summary>
public static class Takeover
{
    /// <summary>Id of the mail that tells somebody of all that they took over.</summary>
    public static string MailId(string root, string to) => Keys.Id("takeover", root, to);

    /// <summary>The account after it. One that was not mailed yet waits for the routing as if it were new; of the others one mail tells, and their clocks begin anew.</summary>
    /// <param name="state">The account.</param>
    /// <param name="handoff">An open handoff of it.</param>
    /// <param name="pick">Who gets it.</param>
    /// <param name="mail">Id of the mail that tells them; null in a replay.</param>
    /// <param name="answerBy">When an answer is due, where there was none; null in a replay.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static AccountState Give(
        AccountState state, Handoff handoff, RoutingPick pick, string? mail, DateTimeOffset? answerBy, Playbook playbook, DateTimeOffset now)
    {
        if (handoff.State == HandoffState.Due) return state.With(Passing.Give(handoff, null, PassingReasons.HasLeft, now));
        var given = Passing.Give(handoff, pick.AccountManager, PassingReasons.HasLeft, now) with
        {
            State = handoff.State, RoutedBy = pick.Reason, Territory = pick.Territory, Considered = pick.Considered.IsDefaultOrEmpty ? null : pick.Considered,
            Mail = mail, MailedAt = now, PendingUpdate = handoff.PendingUpdate,
        };
        return handoff.State == HandoffState.Accepted ? Accepted(state, handoff, given, playbook, now) : state.With(given with { AnswerBy = answerBy });
    }

    private static AccountState Accepted(AccountState state, Handoff handoff, Handoff given, Playbook playbook, DateTimeOffset now)
    {
        var lead = state.Leads.GetValueOrDefault(AccountState.KeyOf(handoff.Proposition, handoff.Round));
        var isAccepted = lead is not null && playbook.Stages.Find(lead.Stage).Role == Role.Accepted;
        var next = state.With(given with
        {
            // The clock of a later stage counts from that stage: what was asked once is not asked again.
            Answer = handoff.Answer, MailedAt = handoff.MailedAt, AnswerBy = handoff.AnswerBy, ClockFrom = now, Steps = isAccepted ? null : handoff.Steps,
        });
        return lead is null or { Closed: true } ? next : next.With(lead with { LastAccountManager = given.AccountManager });
    }
}
