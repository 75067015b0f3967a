namespace Intake.Accounts;

/// <summary>Finds leads by the ids that they have outside.</summary>
internal static class LeadFinder
{
    /// <summary>The account in which a lead is now, wherever merges have brought it; null for a lead that never was.</summary>
    public static async Task<AccountState?> FindAsync(this AccountStore accounts, LeadId id, CancellationToken cancellationToken)
    {
        var loaded = await accounts.LoadAsync(id.Account, cancellationToken);
        while (loaded?.State.Account.Moved is { } moved && !loaded.State.Leads.ContainsKey(id.Key)) loaded = await accounts.LoadAsync(moved.Account, cancellationToken);
        return loaded?.State.Leads.ContainsKey(id.Key) is true ? loaded.State : null;
    }
}
