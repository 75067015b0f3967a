using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs.Leaving;

/// <summary>Tells somebody by one mail what they took over from whoever left. What it tells is read when it leaves.</summary>
public sealed class TakenTeller(
    LeadIndex index, AccountStore accounts, HandoffMailer inputs, MailDispatcher dispatcher, MailRenderer renderer, MessageQueue queue,
    PlaybookInForce playbooks, TeamInForce teams, TimeProvider time)
{
    // A message can be hidden for seven days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(6);

    /// <summary>Sends it, in their working hours unless somebody asked and waits.</summary>
    public async Task HandleAsync(TellTakenCommand command, CancellationToken cancellationToken)
    {
        if (teams.Current.Find(command.To) is not { Active: true } to) return;
        var taken = await TakenAsync(command, cancellationToken);
        if (taken is not [var first, ..]) return;

        var now = time.GetUtcNow();
        var start = taken.Any(each => each.Handoff is { Asked: true, State: HandoffState.Mailed }) ? now : WorkCalendar.For(playbooks.Current.Routing.Hours, to).NextStart(now);
        if (start > now) await LaterAsync(command, start - now, cancellationToken);
        else if (await SendAsync(command, to, first, taken, cancellationToken) is Dispatched.Later later) await LaterAsync(command, later.Until - now, cancellationToken);
    }

    private async Task<ImmutableArray<HandoffMailInput>> TakenAsync(TellTakenCommand command, CancellationToken cancellationToken)
    {
        List<HandoffMailInput> taken = [];
        foreach (var account in (await index.TakenFromAsync(command.From, command.To, cancellationToken)).Select(each => each.Account).Distinct(StringComparer.Ordinal))
        {
            if (await accounts.LoadWithPersonsAsync(account, cancellationToken) is not { } loaded) continue;
            taken.AddRange(loaded.State.Handoffs.Values
                .Where(handoff => handoff.IsOpen && handoff.AccountManager == command.To && handoff.Mail == Takeover.MailId(command.Root, command.To))
                .Select(handoff => inputs.Input(loaded, handoff, handoff.AnswerBy)));
        }
        return [.. taken.OrderBy(each => each.Handoff.State).ThenByDescending(each => each.Handoff.Asked).ThenBy(each => each.AnswerBy).ThenBy(each => each.Handoff.Id, StringComparer.Ordinal)];
    }

    private Task<Dispatched> SendAsync(
        TellTakenCommand command, AccountManager to, HandoffMailInput first, ImmutableArray<HandoffMailInput> taken, CancellationToken cancellationToken)
    {
        var (mailId, from) = (Takeover.MailId(command.Root, to.Id), teams.Current.Find(command.From)?.Name ?? command.From);
        return dispatcher.SendAsync(
            mailId, mailId, to.Email,
            async () => new OutgoingMail(mailId, mailId, to.Email, to.Name, await renderer.RenderAsync(TakenMailModel.Of(taken, from)))
            {
                Waiter = new MailWaiter(AgendaKinds.Clock, first.Account.Id, first.Handoff.Id) { Holder = to.Id },
            },
            cancellationToken);
    }

    private Task LaterAsync(TellTakenCommand command, TimeSpan delay, CancellationToken cancellationToken) => queue.PutLaterAsync(
        delay < Longest ? delay : Longest, QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
}
