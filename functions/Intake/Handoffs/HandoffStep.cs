using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Handoffs.Replies;
using Intake.History;
using Intake.Mail;
using Intake.Outgoing;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Hands leads over: picks the account manager and commits the pick, sends one mail for all that wait for the same one, starts the clocks.
/// Every part may be repeated.</summary>
public sealed class HandoffStep(
    AccountStore accounts, Assigner assigner, HandoffTeller teller, HandoffMailer mailer, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff,
    TimeProvider time) : IAgendaStep
{
    private const int MaxTries = 20;

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Handoff;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        if (await assigner.AssignAsync(entry, cancellationToken) is not { } assigned) return await DoneBeforeAsync(entry, cancellationToken);
        if (assigned.Mail is not { } mail) return entry with { Due = assigned.Leaves };

        var calendars = new Calendars(playbooks.Current.Routing, teams.Current);
        var leaving = OneMail.Of(assigned.Account.State, mail).Select(handoff => handoff with { AnswerBy = calendars.AnswerBy(handoff, time.GetUtcNow()) });
        ImmutableArray<Handoff> mailed = [.. leaving];
        var dispatched = await SendAsync(assigned, mailed, mail, cancellationToken);
        if (dispatched is Dispatched.Later later) return entry with { Due = later.Until };
        var recorded = await RecordAsync(assigned.Account, new Departure(mail, mailed, ((Dispatched.Sent)dispatched).At, calendars), cancellationToken);
        return recorded is null ? null : ClockOf(recorded, entry.Reference);
    }

    // One that was put off waits for working hours; that it has left before is recorded at any hour.
    private async Task<Dispatched> SendAsync(Assigned assigned, ImmutableArray<Handoff> mailed, string mail, CancellationToken cancellationToken)
    {
        if (assigned.Leaves <= time.GetUtcNow())
            return await TellAsync(assigned.Account.State, mailed, cancellationToken) ?? await mailer.HandOverAsync(assigned.Account, mailed, mail, cancellationToken);
        return await mailer.SentAsync(assigned.Account, mailed[0], mail, cancellationToken) is { } at ? new Dispatched.Sent(at) : new Dispatched.Later(assigned.Leaves);
    }

    // One mail is enough for all of them, so that they are told otherwise only where none needs it.
    private async Task<Dispatched?> TellAsync(AccountState state, ImmutableArray<Handoff> handoffs, CancellationToken cancellationToken)
    {
        Dispatched? told = null;
        foreach (var handoff in handoffs)
        {
            if (await teller.TellAsync(state, handoff, cancellationToken) is not { } one) return null;
            if (told is not Dispatched.Later) told = one;
        }
        return told;
    }

    // The run that did it may have died between its commit and its side effects.
    private async Task<AgendaEntry?> DoneBeforeAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        await outbox.FlushAgainAsync(entry.Account, cancellationToken);
        return await accounts.LoadAsync(entry.Account, cancellationToken) is { } loaded ? ClockOf(loaded.State, entry.Reference) : null;
    }

    // Its clocks go on from here: put in the place of the entry that is done, so that neither is lost.
    private AgendaEntry? ClockOf(AccountState state, string id) =>
        state.Handoffs.GetValueOrDefault(id) is { } handoff ? Clocks.Entry(state, handoff, playbooks.Current, teams.Current) : null;

    // Nearly always nobody else has committed meanwhile, and the account need not be loaded again.
    private async Task<AccountState?> RecordAsync(LoadedAccount loaded, Departure departure, CancellationToken cancellationToken)
    {
        var account = loaded.State.Account.Id;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await CommitAsync(loaded, departure, cancellationToken) is { } state) return state;
            await backoff.WaitAsync(attempt, cancellationToken);
            if (await accounts.LoadAsync(account, cancellationToken) is not { } again) return null;
            loaded = again;
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    // Gives the account as it is now; null when it was overtaken.
    private async Task<AccountState?> CommitAsync(LoadedAccount loaded, Departure departure, CancellationToken cancellationToken)
    {
        var left = OneMail.Of(loaded.State, departure.Mail).Select(departure.Mailed).ToList();
        if (left is not [var first, .. var others]) return loaded.State;
        var state = left.Aggregate(loaded.State, (next, handoff) => next.With(handoff));
        var commit = new AccountCommit
        {
            State = state with { Account = state.Account.MailedOn(first.AccountManager!, departure.Day(first)) },
            ChangedHandoffs = [.. left.Select(handoff => handoff.Id)],
            Event = HistoryEvent.Mailed(first, departure.At, others is [] ? null : [.. others.Select(handoff => handoff.Id)]),
            Schedule = [.. left.SelectMany(handoff => Following(handoff, state.Account.Id))],
        };
        if (await accounts.CommitAsync(commit, loaded, cancellationToken) is not CommitResult.Committed committed) return null;
        await outbox.FlushAsync(committed.Now, cancellationToken);
        return committed.Now.State;
    }

    private ImmutableArray<AgendaEntry> Following(Handoff handoff, string account)
    {
        var now = time.GetUtcNow();
        ImmutableArray<AgendaEntry> update = handoff.PendingUpdate is null ? [] : [new AgendaEntry(now, AgendaKinds.Update, account, handoff.Id)];
        return [.. update, .. ReplyPlan.Of(handoff, account, playbooks.Current, now)];
    }

    /// <summary>A mail that left.</summary>
    private sealed record Departure(string Mail, ImmutableArray<Handoff> Handoffs, DateTimeOffset At, Calendars Calendars)
    {
        public DateOnly Day(Handoff handoff) => Calendars.Of(handoff.AccountManager).LocalDay(At);

        // What came after the mail was written has not been told yet.
        public Handoff Mailed(Handoff handoff) => handoff with
        {
            State = HandoffState.Mailed,
            MailedAt = At,
            AnswerBy = Calendars.AnswerBy(handoff, At),
            PendingUpdate = Handoffs.FirstOrDefault(each => each.Id == handoff.Id)?.PendingUpdate == handoff.PendingUpdate ? null : handoff.PendingUpdate,
        };
    }
}
