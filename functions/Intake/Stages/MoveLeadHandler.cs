using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Stages;

/// <summary>Carries out ordered moves. The same again is a no-op; one that something else has overtaken is noted and changes nothing.</summary>
public sealed partial class MoveLeadHandler(
    AccountStore accounts, Outbox outbox, Rescorer rescorer, PlaybookInForce playbooks, Backoff backoff, TimeProvider time, ILogger<MoveLeadHandler> logger)
{
    private const int MaxTries = 30;

    /// <summary>Carries out a move.</summary>
    /// <exception cref="InvalidDataException">It is about an account that does not exist.</exception>
    /// <exception cref="OvertakenException">Others kept committing to the account, or the lead is on its way to another; a later try will do.</exception>
    public async Task HandleAsync(MoveLeadCommand command, CancellationToken cancellationToken)
    {
        var (account, playbook) = (command.Account, playbooks.Current);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var loaded = await LoadAsync(account, command, playbook, cancellationToken);
            var lead = LeadOf(loaded.State, command);
            if (lead is null && await WentToAsync(account, command, cancellationToken) is { } there)
            {
                account = there;
                continue;
            }
            if (Decide(loaded.State, lead, command, playbook) is not { } commit)
            {
                await outbox.FlushAgainAsync(account, cancellationToken);
                return;
            }
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    // In another account it may have another round, and its round here may be another lead's.
    private static Lead? LeadOf(AccountState state, MoveLeadCommand command) =>
        state.Leads.GetValueOrDefault(command.Lead) is { } lead && lead.LastHandoff == command.Handoff ? lead
        : command.Handoff is null ? null
        : state.Leads.Values.FirstOrDefault(other => !other.Closed && other.LastHandoff == command.Handoff);

    // Taken out of the one account it may not be in the other yet.
    private async Task<LoadedAccount> LoadAsync(string account, MoveLeadCommand command, Playbook playbook, CancellationToken cancellationToken) =>
        await rescorer.LoadAsync(account, playbook, cancellationToken) ?? throw (account != command.Account
            ? new OvertakenException($"The lead of the handoff {command.Handoff}", 1)
            : new InvalidDataException($"The command {command.Id} is about an account that does not exist."));

    private async Task<string?> WentToAsync(string account, MoveLeadCommand command, CancellationToken cancellationToken)
    {
        if (command.Handoff is not { } handoff) return null;
        var closed = await accounts.ClosedHandoffAsync(account, handoff, cancellationToken);
        if (closed is null && account != command.Account) throw new OvertakenException($"The lead of the handoff {handoff}", 1);
        return closed is { State: HandoffState.Moved } ? closed.MovedTo : null;
    }

    private AccountCommit? Decide(AccountState state, Lead? lead, MoveLeadCommand command, Playbook playbook)
    {
        var transition = lead is null ? null : Transitions.Check(lead, command.Stage, command.Reason, playbook.Stages);
        if (transition?.Outcome != TransitionOutcome.Allowed)
        {
            if (transition?.Outcome != TransitionOutcome.There) NotMoved(logger, command.Id, command.Stage, transition?.Outcome);
            return null;
        }
        var (now, move) = (time.GetUtcNow(), new LeadMove(command.HappenedAt, command.By, command.Value, command.Until));
        var after = LeadMoves.Apply(state, lead!, transition, move, now);
        return StateChanges.Between(state, after, LeadMoves.CauseOf(transition, move), command.Id, playbook, now) with
        {
            Event = HistoryEvent.Moved(new HistoryMove(AccountState.KeyOf(lead!), command.Stage, command.Reason, move), lead!.LastHandoff, command.Id, now),
        };
    }

    [LoggerMessage(LogLevel.Information, "Command {CommandId} to move a lead to {Stage} changes nothing: {Outcome}")]
    private static partial void NotMoved(ILogger logger, string commandId, string stage, TransitionOutcome? outcome);
}
