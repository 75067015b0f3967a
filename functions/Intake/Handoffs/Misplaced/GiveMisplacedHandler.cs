using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Teams;
using Microsoft.Extensions.Logging;

namespace Intake.Handoffs.Misplaced;

/// <summary>Gives a handoff that is out of place to whom routing finds now; they are mailed it as any other, and whoever had it is told.</summary>
public sealed partial class GiveMisplacedHandler(
    AccountStore accounts, MisplacedFinder finder, TeamRefresh refresh, Outbox outbox, PlaybookInForce playbooks, Backoff backoff, TimeProvider time, ILogger<GiveMisplacedHandler> logger)
{
    private const int MaxTries = 30;

    /// <summary>Carries it out; the same again is a no-op, and so it is where it is in its place by now.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task HandleAsync(GiveMisplacedCommand command, CancellationToken cancellationToken)
    {
        // With the team of a minute ago it might be in its place, and what was approved would be lost.
        await refresh.RunAsync(cancellationToken);
        var playbook = playbooks.Current;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadAsync(command.Account, cancellationToken) is not { State: var state } loaded
                || state.Handoffs.GetValueOrDefault(command.Handoff) is not { } handoff || handoff.Assignment != command.Assignment || finder.Of(state, handoff) is null)
            {
                Stays(logger, command.Id, command.Handoff, command.Account);
                await outbox.FlushAgainAsync(command.Account, cancellationToken);
                return;
            }
            var now = time.GetUtcNow();
            var commit = StateChanges.Between(state, Passing.Give(state, handoff, null, PassingReasons.Ordered, playbook, now), PassingReasons.Ordered, command.Id, playbook, now);
            commit = commit with { Event = HistoryEvent.Given(handoff.Id, null, PassingReasons.Ordered, command.Id, now) };
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {command.Account}", MaxTries);
    }

    [LoggerMessage(LogLevel.Information, "Command {CommandId} moves nothing: handoff {HandoffId} of account {AccountId} went on, or is in its place")]
    private static partial void Stays(ILogger logger, string commandId, string handoffId, string accountId);
}
