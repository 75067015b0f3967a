using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>Tells the team lead, in their working hours, that a mail did not reach an account manager, and which leads went on for it.</summary>
public sealed class UnreachedStep(
    AccountStore accounts, Mails mails, ClockMailer mailer, PlaybookInForce playbooks, TeamInForce teams, TimeProvider time) : IAgendaStep
{
    /// <inheritdoc/>
    public string Kind => AgendaKinds.Unreached;

    /// <summary>The entry for a mail.</summary>
    /// <param name="command">What tells that it did not arrive.</param>
    /// <param name="account">The account that its lead is in by now.</param>
    public static AgendaEntry? EntryOf(UnreachableCommand command, string account) =>
        command is { Mail: { } mail, Recipient: { } recipient } ? new AgendaEntry(command.At, AgendaKinds.Unreached, account, $"{recipient}.{mail}") : null;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var key = new MailKey(entry.Reference.Split('.')[0], entry.Reference.Split('.')[1]);
        if (await mails.ChangeAsync(key, row => row, cancellationToken) is not { Waiter: { Holder: { } holder } waiter }) return null;
        if (teams.Current.Find(holder) is not { } missed || await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is not { } loaded) return null;
        var handoff = loaded.State.Handoffs.GetValueOrDefault(waiter.Reference) ?? await accounts.ClosedHandoffAsync(entry.Account, waiter.Reference, cancellationToken);
        if (handoff is null || !loaded.State.Leads.ContainsKey(AccountState.KeyOf(handoff.Proposition, handoff.Round))) return null;

        var (routing, now) = (playbooks.Current.Routing, time.GetUtcNow());
        if (ClockPlan.TeamLead(routing, teams.Current, now) is not { } to || to.Id == holder) return null;
        if (WorkCalendar.For(routing.Hours, to).NextStart(now) is var start && start > now) return entry with { Due = start };
        return await mailer.SendUnreachedAsync(loaded, handoff, to, missed, key, cancellationToken) is Dispatched.Later later ? entry with { Due = later.Until } : null;
    }
}
