using System.Collections.Immutable;
using Intake.Enrichment;

namespace Intake.Accounts;

/// <summary>A person with several addresses has a row, a member and counts for each: each address is only ever folded by itself, so that joining two is
/// undone by parting them. Whoever decides or tells looks at them as one, by way of here.</summary>
public static class Aliases
{
    /// <summary>The person that an address belongs to: itself where it is nobody's other address.</summary>
    public static string PersonOf(Account account, string id)
    {
        // Merges never make a circle; a bound all the same, for a row may have been written by anything.
        for (var step = 0; step < account.Members.Count; step++)
        {
            if (account.Members.GetValueOrDefault(id)?.AliasOf is not { } of || !account.Members.ContainsKey(of)) return id;
            id = of;
        }
        return id;
    }

    /// <summary>The same for an address of which nothing may be recorded yet.</summary>
    public static string PersonOf(Account account, KnownPerson known) =>
        PersonOf(account, account.Members.ContainsKey(known.PersonId) ? known.PersonId : known.AliasOf ?? known.PersonId);

    /// <summary>All addresses of a person, their own first; of somebody unknown only that.</summary>
    public static ImmutableArray<string> Of(Account account, string id)
    {
        var person = PersonOf(account, id);
        return Any(account) ? [person, .. account.Members.Keys.Where(other => other != person && PersonOf(account, other) == person)] : [person];
    }

    /// <summary>What is known of the person that an address belongs to; null for somebody unknown.</summary>
    public static Member? MemberOf(Account account, string id)
    {
        if (!account.Members.TryGetValue(id, out var member)) return null;
        if (!Any(account)) return member;
        var all = Of(account, id);
        return all.Skip(1).Aggregate(account.Members[all[0]], (one, other) => one.Join(account.Members[other]));
    }

    /// <summary>The account with each person as one: under any of their addresses all that is known of them, and in the leads all counts under the first.</summary>
    public static AccountState Joined(AccountState state)
    {
        var account = state.Account;
        if (!Any(account)) return state;
        var members = account.Members.ToImmutableSortedDictionary(member => member.Key, member => MemberOf(account, member.Key)!, StringComparer.Ordinal);
        return state with
        {
            Account = account with { Members = members },
            Leads = state.Leads.ToImmutableSortedDictionary(lead => lead.Key, lead => Joined(account, lead.Value), StringComparer.Ordinal),
        };
    }

    /// <summary>The persons of an account, each under any of their addresses with all that is known of them.</summary>
    public static ImmutableSortedDictionary<string, Person> Joined(Account account, ImmutableSortedDictionary<string, Person> persons)
    {
        if (!Any(account)) return persons;
        return persons.ToImmutableSortedDictionary(
            person => person.Key,
            person => Of(account, person.Key).Where(persons.ContainsKey).Select(id => persons[id]).Aggregate((one, other) => one.Join(other)) with { Id = PersonOf(account, person.Key) },
            StringComparer.Ordinal);
    }

    private static Lead Joined(Account account, Lead lead)
    {
        var joined = ImmutableSortedDictionary.CreateBuilder<string, ActivityCounts>(StringComparer.Ordinal);
        foreach (var (id, counts) in lead.Persons)
        {
            var person = PersonOf(account, id);
            joined[person] = joined.TryGetValue(person, out var known) ? known.Join(counts) : counts;
        }
        return lead with { Persons = joined.ToImmutable() };
    }

    private static bool Any(Account account)
    {
        foreach (var (_, member) in account.Members)
            if (member.AliasOf is not null) return true;
        return false;
    }
}
