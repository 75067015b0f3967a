using Intake.Accounts;

namespace Intake.Merging;

/// <summary>Looks for a merge that stands on another one: which took persons further that the first had brought. That one has to be undone first; else the first
/// would have nobody to give back, and the second would give them back to where they no longer belong.</summary>
public sealed class LaterMerges(People people, AccountStore accounts)
{
    /// <summary>Id of such a merge; null when there is none.</summary>
    /// <param name="merge">The merge that is to be undone.</param>
    /// <param name="from">The account in which they should be.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<string?> OnAsync(Merge merge, string from, CancellationToken cancellationToken)
    {
        Dictionary<string, Account?> seen = new(StringComparer.Ordinal);
        foreach (var person in merge.Parcel.Everybody())
        {
            if (await people.FindAsync(person, cancellationToken) is not { } known || known.AccountId == from) continue;
            if (!seen.TryGetValue(known.AccountId, out var account))
                seen[known.AccountId] = account = (await accounts.LoadAsync(known.AccountId, cancellationToken))?.State.Account;
            var came = account?.Members.GetValueOrDefault(person)?.Came ?? [];
            if (came.IndexOf(merge.Id) is >= 0 and var at && at + 1 < came.Length) return came[at + 1];
        }
        return null;
    }
}
