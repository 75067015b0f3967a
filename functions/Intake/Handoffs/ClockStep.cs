using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Does the steps of a handoff's clocks when they are due, each once and in the working hours of whoever is written to. Every part may be repeated.</summary>
public sealed class ClockStep(
    AccountStore accounts, ClockMailer mailer, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time) : IAgendaStep
{
    private const int MaxTries = 20;

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Clock;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var (playbook, team) = (playbooks.Current, teams.Current);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is not { } loaded) return null;
            if (!loaded.Outbox.IsEmpty) await outbox.FlushAgainAsync(entry.Account, cancellationToken);
            if (loaded.State.Handoffs.GetValueOrDefault(entry.Reference) is not { } handoff) return null;
            var now = time.GetUtcNow();
            var ahead = Clocks.Ahead(loaded.State, handoff, playbook, team);
            var due = ahead.Where(step => step.At <= now).ToImmutableArray();
            if (due.IsEmpty) return ahead.IsEmpty ? null : entry with { Due = ahead[0].At };

            var plan = ClockPlan.Of(handoff, due, playbook.Routing, team, now);
            if (plan.To is { } to && WorkCalendar.For(playbook.Routing.Hours, to).NextStart(now) is var start && start > now)
                return entry with { Due = ahead.Select(step => step.At).Where(at => at > now).Append(start).Min() };
            if (plan.To is not null && await mailer.SendAsync(loaded, handoff, plan, cancellationToken) is Dispatched.Later later) return entry with { Due = later.Until };
            if (await CommitAsync(loaded, handoff, plan, playbook, now, cancellationToken) is { } next) return Next(entry, next, playbook, team);
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {entry.Account}", MaxTries);
    }

    private static AgendaEntry? Next(AgendaEntry entry, AccountState state, Playbook playbook, Team team) =>
        state.Handoffs.GetValueOrDefault(entry.Reference) is { } handoff && Clocks.Ahead(state, handoff, playbook, team) is [var next, ..] ? entry with { Due = next.At } : null;

    // Gives the account as it is now; null when it was overtaken.
    private async Task<AccountState?> CommitAsync(
        LoadedAccount loaded, Handoff handoff, ClockPlan plan, Playbook playbook, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var after = plan.Apply(loaded.State, handoff, playbook, teams.Current, now);
        var commit = StateChanges.Between(loaded.State, after, plan.Cause, AgendaKinds.Clock, playbook, now) with { Event = plan.EventOf(handoff, now) };
        if (await accounts.CommitAsync(commit, loaded, cancellationToken) is not CommitResult.Committed committed) return null;
        await outbox.FlushAsync(committed.Now, cancellationToken);
        return committed.Now.State;
    }
}

/// <summary>The clocks of handoffs by the playbook and the team.</summary>
internal static class Clocks
{
    /// <summary>The steps that are ahead of a handoff; none where its account manager is unknown.</summary>
    public static ImmutableArray<ClockTime> Ahead(AccountState state, Handoff handoff, Playbook playbook, Team team) =>
        team.Find(handoff.AccountManager) is not { } manager
        || state.Leads.GetValueOrDefault(AccountState.KeyOf(handoff.Proposition, handoff.Round)) is not { } lead ? []
        : HandoffClock.Ahead(
            handoff, playbook.Stages.Find(lead.Stage).Role, lead.StageSince, playbook.Routing.Clocks(handoff.Asked), 
            WorkCalendar.For(playbook.Routing.Hours, manager), WorkCalendar.Present(playbook.Routing.Hours, manager));

    /// <summary>The reminder of the first of them; null for none.</summary>
    public static AgendaEntry? Entry(AccountState state, Handoff handoff, Playbook playbook, Team team) =>
        Ahead(state, handoff, playbook, team) is [var next, ..] ? new AgendaEntry(next.At, AgendaKinds.Clock, state.Account.Id, handoff.Id) : null;
}
