using Intake.Accounts;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Teams;
using Microsoft.Extensions.Logging;

namespace Intake.Handoffs;

/// <summary>Notes that mail does not reach somebody, and gives the handoff that it was about to the next in line. Whoever answered, or has it no longer, keeps things as they are.</summary>
public sealed partial class UnreachableHandler(
    AccountStore accounts, TeamStore team, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time, ILogger<UnreachableHandler> logger)
{
    private const int MaxTries = 30;

    /// <summary>Carries it out; the same again is a no-op.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task HandleAsync(UnreachableCommand command, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        // First, so that nothing is routed to them any more.
        await team.UnreachableAsync(command.AccountManager, command.At, command.Id, cancellationToken);
        if (teams.Current.Serving(playbook.Routing.Fallback).Any(last => last.Id == command.AccountManager))
        {
            LastInLine(logger, command.AccountManager, command.Handoff, command.Account);
            return;
        }
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadWithPersonsAsync(command.Account, cancellationToken) is not { } loaded || Waiting(loaded.State, command) is not { } handoff)
            {
                await outbox.FlushAgainAsync(command.Account, cancellationToken);
                return;
            }
            var now = time.GetUtcNow();
            var after = OfTheSameMail(loaded.State, handoff).Aggregate(
                loaded.State, (next, each) => next.With(Passing.Give(each, null, PassingReasons.Unreachable, now)));
            var commit = StateChanges.Between(loaded.State, after, PassingReasons.Unreachable, command.Id, playbook, now);
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                GoesOn(logger, command.AccountManager, command.Handoff, command.Account);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {command.Account}", MaxTries);
    }

    private static Handoff? Waiting(AccountState state, UnreachableCommand command) =>
        state.Handoffs.GetValueOrDefault(command.Handoff) is { Answer: null, State: HandoffState.Due or HandoffState.Mailed } handoff
        && handoff.AccountManager == command.AccountManager ? handoff : null;

    // One mail may have handed over several.
    private static IEnumerable<Handoff> OfTheSameMail(AccountState state, Handoff handoff) => state.Handoffs.Values.Where(each => each.Id == handoff.Id
        || (handoff.Mail is not null && each is { Answer: null, State: HandoffState.Due or HandoffState.Mailed } && each.Mail == handoff.Mail));

    [LoggerMessage(LogLevel.Error, "Mail does not reach {AccountManager}: handoff {HandoffId} of account {AccountId} goes to the next in line")]
    private static partial void GoesOn(ILogger logger, string accountManager, string handoffId, string accountId);

    [LoggerMessage(LogLevel.Critical, "Mail does not reach {AccountManager}, the last in line: handoff {HandoffId} of account {AccountId} stays where nobody reads of it")]
    private static partial void LastInLine(ILogger logger, string accountManager, string handoffId, string accountId);
}
