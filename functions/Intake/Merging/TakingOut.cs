using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.Merging;

/// <summary>Takes persons out of an account, with their counts and with the leads that nobody else carries. Closed rounds stay: they are history.</summary>
public static class TakingOut
{
    /// <summary>What is left, and what goes.</summary>
    /// <param name="state">The account.</param>
    /// <param name="ids">The addresses that go.</param>
    /// <param name="persons">Profiles of all its persons.</param>
    /// <param name="merge">Where to, and by which merge.</param>
    /// <param name="whole">Whether the account itself goes, with whoever comes to it later.</param>
    public static (AccountState Left, Parcel Parcel) Take(
        AccountState state, IReadOnlySet<string> ids, ImmutableSortedDictionary<string, Person> persons, Moved merge, bool whole)
    {
        var shares = state.Leads.Values.Where(lead => !lead.Closed).Select(lead => ShareOf(lead, ids, whole)).OfType<LeadShare>().ToImmutableArray();
        var going = shares.Where(share => share.Whole).Select(share => AccountState.KeyOf(share.Lead)).ToHashSet(StringComparer.Ordinal);
        var handoffs = state.Handoffs.Values.Where(handoff => handoff.IsOpen && going.Contains(AccountState.KeyOf(handoff.Proposition, handoff.Round))).ToImmutableArray();
        var told = ToldBy(persons, ids.Contains);
        var parcel = new Parcel
        {
            Members = state.Account.Members.Where(member => ids.Contains(member.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Strangers = [.. ids.Where(id => !state.Account.Members.ContainsKey(id) && persons.ContainsKey(id)).Order(StringComparer.Ordinal)],
            Tester = state.Account.Tester,
            Leads = shares,
            Handoffs = handoffs,
            Told = told,
            Account = whole ? Alone(state.Account, told) : null,
        };
        return (Rest(state, parcel, persons, ids, merge, whole), parcel);
    }

    private static LeadShare? ShareOf(Lead lead, IReadOnlySet<string> ids, bool whole)
    {
        var theirs = lead.Persons.Where(person => ids.Contains(person.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (theirs.IsEmpty && !whole) return null;
        return new LeadShare(Leads.Carried(lead, theirs), whole || theirs.Count == lead.Persons.Count);
    }

    private static AccountState Rest(
        AccountState state, Parcel parcel, ImmutableSortedDictionary<string, Person> persons, IReadOnlySet<string> ids, Moved merge, bool whole)
    {
        var account = state.Account;
        var rest = state with
        {
            Account = account with
            {
                Members = account.Members.RemoveRange(ids),
                Stated = Without(account.Stated, parcel.Told).Join(ToldBy(persons, id => !ids.Contains(id) && account.Members.ContainsKey(id))),
                Moved = whole ? merge : account.Moved,
                Leaving = whole ? account.Leaving : [.. account.Leaving ?? [], new Leaving(merge.Merge, merge.Account, [.. parcel.Everybody()])],
            },
        };
        foreach (var share in parcel.Leads)
        {
            var key = AccountState.KeyOf(share.Lead);
            rest = share.Whole
                ? rest with { Leads = rest.Leads.Remove(key) }
                : rest.With(Leads.Carried(rest.Leads[key], rest.Leads[key].Persons.RemoveRange(ids)));
        }
        foreach (var handoff in rest.Handoffs.Values.Where(handoff => handoff.PendingUpdate is { } news && ids.Contains(news.Person)))
            rest = rest.With(handoff with { PendingUpdate = null, Telling = null });
        foreach (var handoff in parcel.Handoffs) rest = rest.With(handoff with { State = HandoffState.Moved, MovedTo = merge.Account, PendingUpdate = null });
        return rest;
    }

    private static Account Alone(Account account, ImmutableSortedDictionary<string, Fact> told) =>
        account with { Members = account.Members.Clear(), Stated = Without(account.Stated, told) };

    private static ImmutableSortedDictionary<string, Fact> ToldBy(ImmutableSortedDictionary<string, Person> persons, Func<string, bool> of) =>
        persons.Where(person => of(person.Key)).Aggregate(Facts.None, (told, person) => told.Join(person.Value.Told));

    private static ImmutableSortedDictionary<string, Fact> Without(
        ImmutableSortedDictionary<string, Fact> registers, ImmutableSortedDictionary<string, Fact> told) =>
        registers.RemoveRange(told.Where(fact => registers.GetValueOrDefault(fact.Key) == fact.Value).Select(fact => fact.Key));
}
