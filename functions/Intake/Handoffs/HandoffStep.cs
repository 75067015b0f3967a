using Intake.Accounts;
using Intake.Agenda;
using Intake.History;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Hands a lead over: picks the account manager and commits the pick, sends the mail, starts the clock.
/// Every part may be repeated.</summary>
public sealed class HandoffStep(
    AccountStore accounts, Router router, HandoffMailer mailer, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff,
    TimeProvider time) : IAgendaStep
{
    private const int MaxTries = 20;

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Handoff;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        if (await AssignAsync(entry, cancellationToken) is not { } assigned) return await DoneBeforeAsync(entry, cancellationToken);

        var (account, handoff) = assigned;
        var rules = playbooks.Current.Routing;
        var calendar = CalendarOf(handoff, rules);
        var now = time.GetUtcNow();
        if (!handoff.Asked && calendar.NextStart(now) is var start && start > now) return entry with { Due = start };

        var answerBy = calendar.Add(now, rules.Clocks(handoff.Asked).AnswerBy);
        var dispatched = await mailer.HandOverAsync(account, handoff, answerBy, cancellationToken);
        if (dispatched is Dispatched.Later later) return entry with { Due = later.Until };
        await RecordAsync(entry, account, handoff, rules, ((Dispatched.Sent)dispatched).At, cancellationToken);
        return null;
    }

    // The run that did it may have died between its commit and its side effects.
    private async Task<AgendaEntry?> DoneBeforeAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        await outbox.FlushAgainAsync(entry.Account, cancellationToken);
        return null;
    }

    // The pick is committed before the mail leaves, so that a repeat writes to the same person.
    private async Task<(LoadedAccount Account, Handoff Handoff)?> AssignAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await LoadAsync(entry, cancellationToken) is not { } found) return null;
            var (loaded, handoff) = found;
            if (handoff.AccountManager is not null) return (loaded, handoff);

            var lead = loaded.State.Leads[AccountState.KeyOf(handoff.Proposition, handoff.Round)];
            var pick = await router.PickAsync(loaded.State, lead, handoff, cancellationToken);
            var assigned = handoff with { AccountManager = pick.AccountManager, RoutedBy = pick.Reason, Territory = pick.Territory, Considered = pick.Considered };
            if (await CommitAsync(assigned, loaded, cancellationToken) is { } committed) return (committed, assigned);
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw Overtaken(entry);
    }

    // Nearly always nobody else has committed meanwhile, and the account need not be loaded again.
    private async Task RecordAsync(
        AgendaEntry entry, LoadedAccount account, Handoff mailed, RoutingRules rules, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (loaded, handoff) = (account, mailed);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await CommitAsync(Mailed(handoff, mailed, rules, at), loaded, cancellationToken) is not null) return;
            await backoff.WaitAsync(attempt, cancellationToken);
            if (await LoadAsync(entry, cancellationToken) is not { } found) return;
            (loaded, handoff) = found;
        }
        throw Overtaken(entry);
    }

    // What came after the mail was written has not been told yet.
    private Handoff Mailed(Handoff handoff, Handoff mailed, RoutingRules rules, DateTimeOffset at) => handoff with
    {
        State = HandoffState.Mailed,
        MailedAt = at,
        AnswerBy = CalendarOf(handoff, rules).Add(at, rules.Clocks(handoff.Asked).AnswerBy),
        LastMailDay = DateOnly.FromDateTime(at.UtcDateTime),
        PendingUpdate = handoff.PendingUpdate == mailed.PendingUpdate ? null : handoff.PendingUpdate,
    };

    private async Task<(LoadedAccount Loaded, Handoff Handoff)?> LoadAsync(AgendaEntry entry, CancellationToken cancellationToken) =>
        await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is { } loaded
        && loaded.State.Handoffs.TryGetValue(entry.Reference, out var handoff) && handoff.State == HandoffState.Due
            ? (loaded, handoff)
            : null;

    // Gives the account as it is now; null when it was overtaken.
    private async Task<LoadedAccount?> CommitAsync(Handoff handoff, LoadedAccount loaded, CancellationToken cancellationToken)
    {
        var state = loaded.State.With(handoff);
        var commit = new AccountCommit
        {
            State = state,
            ChangedHandoffs = [handoff.Id],
            Event = handoff is { State: HandoffState.Mailed, MailedAt: { } at } ? HistoryEvent.Mailed(handoff, at) : null,
            Schedule = handoff is { State: HandoffState.Mailed, PendingUpdate: not null }
                ? [new AgendaEntry(time.GetUtcNow(), AgendaKinds.Update, state.Account.Id, handoff.Id)] : [],
        };
        if (await accounts.CommitAsync(commit, loaded, cancellationToken) is not CommitResult.Committed committed) return null;
        await outbox.FlushAsync(committed.Now, cancellationToken);
        return loaded.After(committed.Now);
    }

    private WorkCalendar CalendarOf(Handoff handoff, RoutingRules rules) =>
        WorkCalendar.For(
            rules.Hours,
            teams.Current.Find(handoff.AccountManager) ?? throw new InvalidDataException($"There is no account manager {handoff.AccountManager}."));

    private static OvertakenException Overtaken(AgendaEntry entry) =>
        new($"Account {entry.Account}", MaxTries);
}
