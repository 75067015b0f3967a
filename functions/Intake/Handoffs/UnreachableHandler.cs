using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.History;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Teams;
using Microsoft.Extensions.Logging;

namespace Intake.Handoffs;

/// <summary>Notes that mail does not reach somebody, gives the handoffs of the mail that did not arrive to the next in line, and has the team lead told. Whoever answered, or has them no longer, keeps things as they are.</summary>
public sealed partial class UnreachableHandler(
    AccountStore accounts, TeamStore team, AgendaTable agenda, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time,
    ILogger<UnreachableHandler> logger)
{
    private const int MaxTries = 30;

    /// <summary>Carries it out; the same again is a no-op.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task HandleAsync(UnreachableCommand command, CancellationToken cancellationToken)
    {
        var (account, playbook) = (command.Account, playbooks.Current);
        // First, so that nothing is routed to them any more.
        await team.UnreachableAsync(command.AccountManager, command.At, command.Id, cancellationToken);
        if (teams.Current.Serving(playbook.Routing.Fallback).ToList() is [var last] && last.Id == command.AccountManager)
        {
            LastInLine(logger, command.AccountManager, command.Handoff, command.Account);
            return;
        }
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var loaded = await accounts.LoadWithPersonsAsync(account, cancellationToken);
            if (loaded is null || Waiting(loaded.State, command) is not { IsEmpty: false } waiting)
            {
                if (await NothingWaitsAsync(loaded, account, command, cancellationToken) is not { } there) return;
                account = there;
                continue;
            }
            if (await accounts.CommitAsync(Decide(loaded.State, waiting, command, playbook), loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                GoesOn(logger, command.AccountManager, command.Handoff, account);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    // Gives the account that its lead was merged into since; null where it is done.
    private async Task<string?> NothingWaitsAsync(LoadedAccount? loaded, string account, UnreachableCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.WentToAsync(account, command.Handoff, cancellationToken) is { } there) return there;
        // Taken out of the one account and not in the other yet.
        if (account != command.Account && loaded?.State.Handoffs.ContainsKey(command.Handoff) is not true
            && await accounts.ClosedHandoffAsync(account, command.Handoff, cancellationToken) is null) throw new OvertakenException($"The handoff {command.Handoff}", 1);
        await outbox.FlushAgainAsync(account, cancellationToken);
        // A mail about what nobody has to answer did not arrive either.
        if (loaded is not null && UnreachedStep.EntryOf(command, account) is { } entry) await agenda.PutAsync(entry, cancellationToken);
        return null;
    }

    private AccountCommit Decide(AccountState before, ImmutableArray<Handoff> waiting, UnreachableCommand command, Playbook playbook)
    {
        var now = time.GetUtcNow();
        var after = waiting.Aggregate(before, (next, each) => Passing.Give(next, each, null, PassingReasons.Unreachable, playbook, now));
        var commit = StateChanges.Between(before, after, PassingReasons.Unreachable, command.Id, playbook, now);
        ImmutableArray<string> others = [.. waiting.Skip(1).Select(each => each.Id)];
        return commit with
        {
            Event = HistoryEvent.Given(waiting[0].Id, null, PassingReasons.Unreachable, command.Id, now, others.IsEmpty ? null : others),
            Schedule = UnreachedStep.EntryOf(command, before.Account.Id) is { } entry ? commit.Schedule.Add(entry) : commit.Schedule,
        };
    }

    // One mail may have handed over several, of which some may have been answered all the same.
    private static ImmutableArray<Handoff> Waiting(AccountState state, UnreachableCommand command)
    {
        var mail = command.Mail;
        var same = state.Handoffs.GetValueOrDefault(command.Handoff)?.Mail;
        return
        [
            .. state.Handoffs.Values.Where(each => each is { Answer: null, State: HandoffState.Due or HandoffState.Mailed } && each.AccountManager == command.AccountManager
                && (each.Id == command.Handoff || (each.Mail is { } its && (its == mail || its == same)))),
        ];
    }

    [LoggerMessage(LogLevel.Error, "Mail does not reach {AccountManager}: handoff {HandoffId} of account {AccountId} goes to the next in line")]
    private static partial void GoesOn(ILogger logger, string accountManager, string handoffId, string accountId);

    [LoggerMessage(LogLevel.Critical, "Mail does not reach {AccountManager}, the last in line: handoff {HandoffId} of account {AccountId} stays where nobody reads of it")]
    private static partial void LastInLine(ILogger logger, string accountManager, string handoffId, string accountId);
}
