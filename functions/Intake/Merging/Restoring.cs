using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Merging;

/// <summary>Makes of what is taken out to undo a merge what the account that they return to had. Where sales has done something since with a lead that had become
/// one, that lead stays as sales knows it, with its handoff.</summary>
public static class Restoring
{
    /// <summary>The rest of the account that they leave and what goes back.</summary>
    /// <param name="rest">The account that they leave, without them.</param>
    /// <param name="parcel">What was taken out of it.</param>
    /// <param name="undone">The merge.</param>
    /// <param name="arrival">How it arrived.</param>
    /// <param name="playbook">The playbook in force.</param>
    public static (AccountState Left, Parcel Parcel) Restore(AccountState rest, Parcel parcel, Merge undone, Arrival arrival, Playbook playbook)
    {
        var account = rest.Account;
        var whole = undone.Parcel.Account;
        var takesBook = arrival.BroughtBook && !arrival.Opened && whole?.Book is { } book && book.Id == account.Book?.Id;
        var takesClaim = arrival.BroughtClaim && whole?.Claimed is { } claimed && claimed.Id == account.Claimed?.Id;
        var next = rest with
        {
            Account = account with
            {
                Domains = account.Domains.RemoveRange(arrival.Domains),
                Stated = Without(account.Stated, whole?.Stated).Join(arrival.Replaced),
                Book = takesBook ? null : account.Book,
                BookFrom = takesBook ? null : account.BookFrom,
                Claimed = takesClaim ? null : account.Claimed,
                ClaimedFrom = takesClaim ? null : account.ClaimedFrom,
                ClaimedSimilarity = takesClaim ? null : account.ClaimedSimilarity,
            },
        };
        if (whole is not null) whole = whole with { Domains = [.. whole.Domains.Intersect(account.Domains, StringComparer.Ordinal)] };
        var shares = parcel.Leads;
        var handoffs = parcel.Handoffs;
        foreach (var joined in arrival.Joined)
        {
            var key = AccountState.KeyOf(joined.Before);
            var index = shares.ToList().FindIndex(share => AccountState.KeyOf(share.Lead) == key);
            if (!next.Leads.TryGetValue(key, out var lead) || index < 0 || !Leads.StandsAs(lead, joined.After, playbook)) continue;
            next = next.With(Leads.Standing(lead, joined.Before));
            if (joined.Handoff is { } ours && !next.Handoffs.ContainsKey(ours.Id)) next = next.With(ours.ByItself());
            if (undone.Parcel.Leads.FirstOrDefault(share => share.Whole && share.Lead.Proposition == joined.Before.Proposition) is not { } before) continue;
            shares = shares.SetItem(index, new LeadShare(Standing(shares[index].Lead, before.Lead, parcel), Whole: true));
            (next, handoffs) = HandedBack(next, handoffs, before.Lead, shares[index].Lead, undone);
        }
        return (next, parcel with { Leads = shares, Handoffs = handoffs, Account = whole });
    }

    // What they did was handed off meanwhile: it is not again.
    private static Lead Standing(Lead share, Lead before, Parcel parcel) =>
        share.LastTrigger is { } last && parcel.Members.ContainsKey(last.Person) && last.IsAfter(before.LastTrigger)
            ? Leads.Standing(share, before) with { LastTrigger = last } : Leads.Standing(share, before);

    private static ImmutableSortedDictionary<string, Fact> Without(ImmutableSortedDictionary<string, Fact> stated, ImmutableSortedDictionary<string, Fact>? gone) =>
        stated.RemoveRange((gone ?? Facts.None).Where(fact => stated.GetValueOrDefault(fact.Key) == fact.Value).Select(fact => fact.Key));

    // Open here, or closed because it had been joined to another: as it was, it goes back.
    private static (AccountState Left, ImmutableArray<Handoff> Handoffs) HandedBack(
        AccountState rest, ImmutableArray<Handoff> handoffs, Lead before, Lead share, Merge undone)
    {
        foreach (var handoff in undone.Parcel.Handoffs.Where(handoff => handoff.Proposition == before.Proposition && handoff.Round == before.Round))
        {
            var open = rest.Handoffs.GetValueOrDefault(handoff.Id);
            if (open is not null) rest = rest.With(open with { State = HandoffState.Moved, MovedTo = undone.Source, PendingUpdate = null });
            handoffs = handoffs.Add((open ?? handoff) with { Round = share.Round });
        }
        return (rest, handoffs);
    }
}
