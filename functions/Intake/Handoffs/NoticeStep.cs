using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>Tells somebody who had a handoff what became of it, in their working hours.</summary>
public sealed class NoticeStep(AccountStore accounts, ClockMailer mailer, PlaybookInForce playbooks, TeamInForce teams, TimeProvider time) : IAgendaStep
{
    /// <inheritdoc/>
    public string Kind => AgendaKinds.Notice;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var (id, holder) = Notices.Parse(entry.Reference);
        if (await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is not { } loaded) return null;
        var handoff = loaded.State.Handoffs.GetValueOrDefault(id) ?? await accounts.ClosedHandoffAsync(entry.Account, id, cancellationToken);
        if (handoff is null || !loaded.State.Leads.ContainsKey(AccountState.KeyOf(handoff.Proposition, handoff.Round))) return null;
        if (WhoAndWhy(handoff, holder) is not var (who, why) || teams.Current.Find(who) is not { Active: true } to) return null;

        var now = time.GetUtcNow();
        if (WorkCalendar.For(playbooks.Current.Routing.Hours, to).NextStart(now) is var start && start > now) return entry with { Due = start };
        return await mailer.SendGoneAsync(loaded, handoff, to, holder, why, cancellationToken) is Dispatched.Later later ? entry with { Due = later.Until } : null;
    }

    private static (string Who, string Why)? WhoAndWhy(Handoff handoff, int holder) =>
        handoff.Former is { } former && holder < former.Length ? (former[holder].AccountManager, former[holder].Why)
        : handoff is { AccountManager: { } manager, End.By: Lapse.Clock } ? (manager, Lapse.Cause)
        : null;
}
