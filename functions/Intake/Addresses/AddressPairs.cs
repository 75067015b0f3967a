using Intake.Accounts;
using Intake.Enrichment;

namespace Intake.Addresses;

/// <summary>Looks at two addresses of which their owner says that both are theirs.</summary>
public sealed class AddressPairs(People people, AccountStore accounts)
{
    /// <summary>How they stand now.</summary>
    /// <param name="asking">Key of the person who told the other address.</param>
    /// <param name="told">What they told, for their account: the key of the other address, and the account that a newcomer with it would have at their company.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<AddressPair> LookAsync(string asking, Func<Account, (string Other, string? Company)> told, CancellationToken cancellationToken)
    {
        if (await people.VersionAsync(asking, cancellationToken) is not { } first) return new AddressPair(PairState.Gone);
        if (await SideAsync(first, null, cancellationToken) is not { } here) return new AddressPair(PairState.Underway);
        var (other, company) = told(here.Account);
        if (await people.VersionAsync(other, cancellationToken) is not { } second) return new AddressPair(OfNewcomer(here.Account, company), here);
        return await SideAsync(second, here, cancellationToken) is { } there
            ? new AddressPair(StateOf(here, there), here, there)
            : new AddressPair(PairState.Underway, here);
    }

    // Null while a merge has them on the way, or while their first submission is not recorded yet.
    private async Task<AddressSide?> SideAsync((KnownPerson Person, string Version) known, AddressSide? other, CancellationToken cancellationToken)
    {
        var (person, version) = known;
        var account = other?.Account.Id == person.AccountId ? other.Account : (await accounts.LoadAsync(person.AccountId, cancellationToken))?.State.Account;
        return account is null or { Moved: not null } || Leaving.Of(account, person.PersonId) is not null ? null : new AddressSide(person, version, account);
    }

    private static PairState StateOf(AddressSide asking, AddressSide other)
    {
        var (here, there) = (asking.Account, other.Account);
        if (here.Id == there.Id) return Aliases.PersonOf(here, asking.Person) == Aliases.PersonOf(here, other.Person) ? PairState.One : PairState.Mergeable;
        return here.IsCompany && there.IsCompany ? PairState.Apart : PairState.Mergeable;
    }

    // Who writes from a company's address one day is that company's, and belongs in nobody's private account.
    private static PairState OfNewcomer(Account here, string? company) => company is null || company == here.Id ? PairState.Mergeable : PairState.Apart;
}

/// <summary>Two addresses.</summary>
/// <param name="State">What is to be done with them.</param>
/// <param name="Asking">The person who told the other address; null where they are not known or on the way to another account.</param>
/// <param name="Other">The other address; null where nobody is known by it, or as above.</param>
public sealed record AddressPair(PairState State, AddressSide? Asking = null, AddressSide? Other = null);

/// <summary>One of two addresses: whose it is, the version of that, and their account.</summary>
public sealed record AddressSide(KnownPerson Person, string Version, Account Account);

/// <summary>What is to be done with two addresses.</summary>
public enum PairState
{
    /// <summary>Whoever asked is not known.</summary>
    Gone,

    /// <summary>One of them is on the way to another account; later.</summary>
    Underway,

    /// <summary>They are one person's already.</summary>
    One,

    /// <summary>They become one person's.</summary>
    Mergeable,

    /// <summary>They are at two companies, whose counts nobody moves but an operator.</summary>
    Apart,
}
