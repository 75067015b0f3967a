using Intake.Accounts;

namespace Intake.Handoffs;

/// <summary>Reads a handoff for the pages that answer it: one read while it is open.</summary>
public sealed class HandoffReader(AccountStore accounts)
{
    /// <summary>The handoff, open or closed, with its account; null when there is none.</summary>
    public async Task<HandoffView?> ReadAsync(string accountId, string handoffId, CancellationToken cancellationToken)
    {
        if (await accounts.LoadAsync(accountId, cancellationToken) is not { State: var state }) return null;
        var handoff = state.Handoffs.GetValueOrDefault(handoffId)
            ?? await accounts.ClosedHandoffAsync(accountId, handoffId, cancellationToken);
        return handoff is null ? null : new HandoffView(handoff, state.Account);
    }
}
