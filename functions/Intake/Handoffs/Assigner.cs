using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Gives a handoff that is due to an account manager, and whatever else of the account waits to the same: what leaves as one mail is committed
/// before it leaves, so that a repeat sends the same mail to the same person.</summary>
public sealed class Assigner(
    AccountStore accounts, Router router, HandoffMailer mailer, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 20;

    /// <summary>Gives it; null when the handoff is not due any more.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task<Assigned?> AssignAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var calendars = new Calendars(playbooks.Current.Routing, teams.Current);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is not { } loaded
                || loaded.State.Handoffs.GetValueOrDefault(entry.Reference) is not { State: HandoffState.Due } handoff) return null;
            var now = time.GetUtcNow();
            if (handoff.Mail is { } mail)
            {
                if (!await IsMissedAsync(loaded, handoff, mail, calendars, now, cancellationToken)) return Written(loaded, mail, calendars, now);
                await CommitAsync(OneMail.Of(loaded.State, mail).Aggregate(loaded.State, (next, each) => next.With(Passing.Give(each, null, PassingReasons.Away, now))), loaded, cancellationToken);
                continue;
            }

            var isGiven = handoff.AccountManager is { } before && !calendars.IsAway(before, now);
            var given = WithOthers(isGiven ? loaded.State : await PickAsync(loaded.State, handoff, cancellationToken), handoff.Id);
            var (state, leaves) = Collected(given, given.Handoffs[handoff.Id].AccountManager!, calendars, now);
            if (await CommitAsync(state, loaded, cancellationToken) is { } committed)
                return new Assigned(committed, state.Handoffs[handoff.Id].Mail, leaves);
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {entry.Account}", MaxTries);
    }

    // What was put off until somebody is away, and did not leave as far as is known, is somebody else's; after the last in line there is nobody.
    private async Task<bool> IsMissedAsync(LoadedAccount loaded, Handoff handoff, string mail, Calendars calendars, DateTimeOffset now, CancellationToken cancellationToken) =>
        handoff.RoutedBy != RoutingReasons.Fallback && calendars.IsAway(handoff.AccountManager!, now) && await mailer.SentAsync(loaded, handoff, mail, cancellationToken) is null;

    // Whoever went away between the evening on which it was given and the morning on which it leaves is stood in for.
    private async Task<AccountState> PickAsync(AccountState state, Handoff handoff, CancellationToken cancellationToken)
    {
        var lead = state.Leads[AccountState.KeyOf(handoff.Proposition, handoff.Round)];
        return state.With(Picked(handoff, await router.PickAsync(state, lead, handoff, cancellationToken)));
    }

    // What nobody has yet and what would be the same account manager's goes along.
    private AccountState WithOthers(AccountState state, string id)
    {
        var to = state.Handoffs[id].AccountManager;
        foreach (var other in state.Handoffs.Values.Where(other => other is { State: HandoffState.Due, AccountManager: null }))
            if (router.Named(state, other) is { } pick && pick.AccountManager == to) state = state.With(Picked(other, pick));
        return state;
    }

    private static Handoff Picked(Handoff handoff, RoutingPick pick) =>
        handoff with { AccountManager = pick.AccountManager, RoutedBy = pick.Reason, Territory = pick.Territory, Considered = pick.Considered };

    // One that the provider put off leaves in working hours too.
    private static Assigned Written(LoadedAccount loaded, string mail, Calendars calendars, DateTimeOffset now)
    {
        var leaves = Leaves(OneMail.Of(loaded.State, mail), calendars, now);
        return new Assigned(loaded, mail, leaves);
    }

    private static DateTimeOffset Leaves(ImmutableArray<Handoff> together, Calendars calendars, DateTimeOffset now) =>
        together.Any(handoff => handoff.Asked) ? now : calendars.Present(together[0].AccountManager).NextStart(now);

    // Absences count on the day itself, as somebody else gets it then.
    private static (AccountState State, DateTimeOffset Leaves) Collected(AccountState state, string accountManager, Calendars calendars, DateTimeOffset now)
    {
        var waiting = OneMail.Waiting(state, accountManager);
        var leaves = Leaves(waiting, calendars, now);
        if (leaves > now) return (state, leaves);
        var mail = OneMail.IdOf(waiting);
        return (waiting.Aggregate(state, (next, handoff) => next.With(handoff with { Mail = mail })), now);
    }

    // Gives the account as it is now; null when it was overtaken.
    private async Task<LoadedAccount?> CommitAsync(AccountState state, LoadedAccount loaded, CancellationToken cancellationToken)
    {
        ImmutableArray<string> changed = [.. state.Handoffs.Values.Where(each => each != loaded.State.Handoffs[each.Id]).Select(each => each.Id)];
        if (changed.IsEmpty) return loaded;
        var commit = new AccountCommit { State = state, ChangedHandoffs = changed };
        if (await accounts.CommitAsync(commit, loaded, cancellationToken) is not CommitResult.Committed committed) return null;
        await outbox.FlushAsync(committed.Now, cancellationToken);
        return loaded.After(committed.Now);
    }
}

/// <summary>A handoff with its account manager.</summary>
/// <param name="Account">The account as it is now.</param>
/// <param name="Mail">Id of the mail that hands it over; null while that is not written.</param>
/// <param name="Leaves">When that mail leaves: in working hours also where it is written and was put off.</param>
public sealed record Assigned(LoadedAccount Account, string? Mail, DateTimeOffset Leaves);
