using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Sends the mails of a handoff's clocks, each once.</summary>
public sealed class ClockMailer(HandoffMailer inputs, MailDispatcher dispatcher, MailRenderer renderer, PlaybookInForce playbooks, TeamInForce teams)
{
    /// <summary>Sends the mail of a step.</summary>
    public Task<Dispatched> SendAsync(LoadedAccount account, Handoff handoff, ClockPlan plan, CancellationToken cancellationToken)
    {
        // What was put off begins anew and has the same steps again.
        var mailId = Keys.Id("clock", Notices.Reference(handoff.Id, handoff.Assignment), plan.Step, $"{plan.From.UtcTicks}");
        var input = inputs.Input(account, handoff, handoff.AnswerBy) with { To = plan.To! };
        var ahead = Clocks.Ahead(account.State, handoff, playbooks.Current, teams.Current);
        return SendAsync(mailId, input, new ClockMailWriter(input).Write(plan.Step, ahead), plan.To!.Id, cancellationToken);
    }

    /// <summary>Tells somebody who had a handoff that they have not any more.</summary>
    /// <param name="account">The account.</param>
    /// <param name="handoff">The handoff, open or closed.</param>
    /// <param name="to">Who is told.</param>
    /// <param name="holder">Which of its holders they were, counted from 0.</param>
    /// <param name="why">A word of <see cref="PassingReasons"/>, or <see cref="Lapse.Cause"/>.</param>
    /// <param name="cancellationToken">Cancels before the send.</param>
    public Task<Dispatched> SendGoneAsync(LoadedAccount account, Handoff handoff, AccountManager to, int holder, string why, CancellationToken cancellationToken)
    {
        var input = inputs.Input(account, handoff with { AccountManager = to.Id }, null);
        var now = handoff.AccountManager == to.Id ? null : teams.Current.Find(handoff.AccountManager)?.Name;
        return SendAsync(Keys.Id("notice", Notices.Reference(handoff.Id, holder), why), input, new ClockMailWriter(input).WriteGone(why, now), to.Id, cancellationToken);
    }

    /// <summary>Tells somebody that mail does not reach a colleague.</summary>
    /// <param name="account">The account.</param>
    /// <param name="handoff">The handoff that the mail was about, open or closed.</param>
    /// <param name="to">Who is told.</param>
    /// <param name="missed">Who was not reached.</param>
    /// <param name="mail">Which mail did not arrive.</param>
    /// <param name="cancellationToken">Cancels before the send.</param>
    public Task<Dispatched> SendUnreachedAsync(
        LoadedAccount account, Handoff handoff, AccountManager to, AccountManager missed, MailKey mail, CancellationToken cancellationToken)
    {
        var input = inputs.Input(account, handoff with { AccountManager = missed.Id }, null) with { To = to };
        var given = account.State.Handoffs.Values.Where(each => each.Former?.Any(
            former => former.AccountManager == missed.Id && former.Why == PassingReasons.Unreachable) is true).Select(each => each.Proposition);
        // That this one does not arrive is told to nobody: two who are not reached would tell each other for ever.
        return SendAsync(
            Keys.Id("unreached", mail.Recipient, mail.Id), input, new ClockMailWriter(input).WriteUnreached(missed.Name, [.. given]), null, cancellationToken);
    }

    private Task<Dispatched> SendAsync(string mailId, HandoffMailInput input, NoticeMailModel model, string? holder, CancellationToken cancellationToken) =>
        dispatcher.SendAsync(
            mailId, input.Handoff.Id, input.To.Email,
            async () => new OutgoingMail(mailId, input.Handoff.Id, input.To.Email, input.To.Name, await renderer.RenderAsync(model))
            {
                Waiter = new MailWaiter(AgendaKinds.Clock, input.Account.Id, input.Handoff.Id) { Holder = holder },
            },
            cancellationToken, input.Account.Tester);
}
