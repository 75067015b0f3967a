using Intake.Accounts;

namespace Intake.Handoffs;

/// <summary>Reads a handoff for the pages that answer it: one read while it is open.</summary>
public sealed class HandoffReader(AccountStore accounts)
{
    /// <summary>The handoff, open or closed, with the account that it is in by now; null when there is none.</summary>
    /// <exception cref="TimeoutException">It is on its way there: in a moment it can be read.</exception>
    public async Task<HandoffView?> ReadAsync(string accountId, string handoffId, CancellationToken cancellationToken)
    {
        var first = accountId;
        while (await accounts.LoadAsync(accountId, cancellationToken) is { State: var state })
        {
            var handoff = state.Handoffs.GetValueOrDefault(handoffId)
                ?? await accounts.ClosedHandoffAsync(accountId, handoffId, cancellationToken);
            if (handoff is null) break;
            if (handoff is not { State: HandoffState.Moved, MovedTo: { } there })
                return new HandoffView(handoff, state.Account) { Lead = state.Leads.Values.FirstOrDefault(lead => lead.LastHandoff == handoff.Id) };
            accountId = there;
        }
        return accountId == first ? null : throw new TimeoutException($"The handoff {handoffId} is on its way to another account.");
    }
}
