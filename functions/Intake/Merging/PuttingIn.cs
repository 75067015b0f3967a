using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Merging;

/// <summary>Puts persons into an account, with their counts and their leads.</summary>
public static class PuttingIn
{
    /// <summary>The account with them, and what must be remembered to undo it. Stages and scores are left to whoever looks next.</summary>
    /// <param name="state">The account.</param>
    /// <param name="merge">The merge, with its parcel.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static (AccountState State, Arrival Arrival) Put(AccountState state, Merge merge, Playbook playbook, DateTimeOffset now)
    {
        var joined = ImmutableArray.CreateBuilder<JoinedLead>();
        var next = state with { Account = AccountWith(Arrived(state.Account, merge.Undoes), merge) };
        foreach (var share in merge.Parcel.Leads)
        {
            var handoff = share.Whole ? merge.Parcel.Handoffs.FirstOrDefault(handoff => Belongs(handoff, share.Lead)) : null;
            if (next.Latest(share.Lead.Proposition) is { Closed: false } current)
            {
                next = Joined(next, current, share, handoff, playbook);
                joined.Add(new JoinedLead(Leads.Bare(current), Leads.Bare(next.Leads[AccountState.KeyOf(current)]), state.OpenHandoff(current)));
            }
            else
            {
                next = Taken(next, share, handoff, playbook);
            }
        }
        var domains = next.Account.Domains.RemoveRange(state.Account.Domains);
        return (next, new Arrival(merge.Id, merge.Source, now)
        {
            Joined = joined.ToImmutable(),
            Domains = domains,
            Replaced = Replaced(state.Account, next.Account),
            BroughtBook = state.Account.Book is null && next.Account.Book is not null,
            BroughtClaim = state.Account.Claimed is null && next.Account.Claimed is not null,
        });
    }

    // What persons told is joined anew from them.
    private static ImmutableSortedDictionary<string, Fact> Replaced(Account before, Account after) =>
        before.Stated.Where(fact => after.Stated[fact.Key] != fact.Value).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Key that a lead has once it is here.</summary>
    public static string KeyOf(AccountState state, string key)
    {
        var proposition = AccountState.PropositionOf(key);
        return AccountState.KeyOf(proposition, RoundOf(state, proposition));
    }

    private static int RoundOf(AccountState state, string proposition) =>
        state.Latest(proposition) is not { } latest ? 1 : latest.Closed ? latest.Round + 1 : latest.Round;

    /// <summary>The account with nobody on the way any more by a merge.</summary>
    internal static Account Arrived(Account account, string? merge)
    {
        var left = (account.Leaving ?? []).RemoveAll(leaving => leaving.Merge == merge);
        return account with { Leaving = left.IsEmpty ? null : left };
    }

    private static bool Belongs(Handoff handoff, Lead lead) => handoff.Proposition == lead.Proposition && handoff.Round == lead.Round;

    private static Account AccountWith(Account account, Merge merge)
    {
        var (parcel, whole) = (merge.Parcel, merge.Parcel.Account);
        return account with
        {
            Members = account.Members.SetItems(parcel.Members.Select(member => KeyValuePair.Create(member.Key, MemberOf(member.Key, member.Value, merge)))),
            Stated = account.Stated.Join(parcel.Told).Join(whole?.Stated ?? Facts.None),
            // Going back it has those domains that did not go elsewhere meanwhile.
            Domains = merge.Undoes is not null && whole is not null ? [.. account.Domains.Intersect(whole.Domains, StringComparer.Ordinal)]
                : [.. account.Domains, .. (whole?.Domains ?? []).Except(account.Domains, StringComparer.Ordinal)],
            Book = account.Book ?? whole?.Book,
            BookFrom = account.Book is null ? whole?.BookFrom : account.BookFrom,
            Claimed = account.IsCompany ? account.Claimed : account.Claimed ?? whole?.Claimed,
            ClaimedFrom = account.IsCompany || account.Claimed is not null ? account.ClaimedFrom : whole?.ClaimedFrom,
            ClaimedSimilarity = account.IsCompany || account.Claimed is not null ? account.ClaimedSimilarity : whole?.ClaimedSimilarity,
            Moved = account.Moved?.Merge == merge.Undoes ? null : account.Moved,
            Freemail = account.Freemail || (!account.IsCompany && whole is { Freemail: true }),
        };
    }

    private static Member MemberOf(string id, Member member, Merge merge)
    {
        var came = CameBy(member, merge);
        return member with
        {
            Came = came.IsEmpty ? null : came,
            AliasOf = id == merge.Person ? merge.AliasOf : member.AliasOf is { } of && merge.Parcel.Members.ContainsKey(of) ? of : null,
        };
    }

    /// <summary>By which merges they have come: undone, as if they had never left the account that they go back to.</summary>
    internal static ImmutableArray<string> CameBy(Member member, Merge merge)
    {
        var came = member.Came ?? [];
        return merge.Undoes is { } undone ? [.. came.TakeWhile(each => each != undone), .. merge.Through] : came.Add(merge.Id);
    }

    // The next round of what the account has closed, as it would have been had the interest begun here.
    private static AccountState Taken(AccountState state, LeadShare share, Handoff? handoff, Playbook playbook)
    {
        var round = RoundOf(state, share.Lead.Proposition);
        var entry = playbook.Stages.Of(Role.Entry).Id;
        var lead = share.Whole ? share.Lead : share.Lead with
        {
            Stage = entry, StageSince = share.Lead.FirstAt, RestFrom = null, RestUntil = null, RefusedReason = null, LastAccountManager = null, LastHandoff = null,
        };
        // What its former account has on the agenda says nothing here.
        var next = state.With(lead with { Round = round, Score = null, LookAt = null, Telling = null });
        return handoff is null ? next : next.With(handoff.ByItself() with { Round = round });
    }

    private static AccountState Joined(AccountState state, Lead current, LeadShare share, Handoff? theirs, Playbook playbook)
    {
        var ours = state.OpenHandoff(current);
        var theyLead = (ours, theirs) switch
        {
            (null, null) => share.Whole && Leads.Rank(share.Lead, playbook) > Leads.Rank(current, playbook),
            (null, _) => true,
            (_, null) => false,
            _ => theirs.State > ours.State || (theirs.State == ours.State && Leads.Rank(share.Lead, playbook) > Leads.Rank(current, playbook)),
        };
        var next = state.With(Leads.Join(current, share.Lead, theyLead) with { Score = null });
        if (theirs is null) return next;
        var going = theirs.ByItself() with { Round = current.Round };
        if (ours is null) return next.With(going);
        var (goesOn, joins) = theyLead ? (going, ours) : (ours, going);
        return next.With(Told(goesOn, joins)).With(joins with { State = HandoffState.Joined, JoinedTo = goesOn.Id, PendingUpdate = null });
    }

    // Whoever has the lead from now on hears what the other handoff was made for.
    private static Handoff Told(Handoff goesOn, Handoff joins)
    {
        var news = joins.Trigger.IsAfter(goesOn.PendingUpdate) ? joins.Trigger : goesOn.PendingUpdate;
        return goesOn with { PendingUpdate = news, Asked = goesOn.Asked || (joins.Asked && goesOn.State == HandoffState.Due) };
    }
}
