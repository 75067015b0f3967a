using Intake.Accounts;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Storage;

namespace Intake.Referrals;

/// <summary>Tells who may refer people to us.</summary>
public static class Referrers
{
    /// <summary>The referrer that an address is of; null for a stranger, and for an account manager who left.</summary>
    /// <param name="email">The address.</param>
    /// <param name="team">The account managers.</param>
    /// <param name="rules">Addresses and domains that the playbook names, and the kinds of companies that are partners.</param>
    /// <param name="company">The company of the address in the account book; null when it has none.</param>
    /// <param name="keys">Makes the key of an address.</param>
    public static Referrer? Of(EmailAddress email, Team team, RoutingRules rules, Company? company, Keys keys)
    {
        if (team.ById.Values.FirstOrDefault(each => IsOf(each.Email, email)) is { } manager)
            return manager.Active ? new Referrer(manager.Id, email.Host, true) : null;
        return IsNamed(email, rules) || (company is not null && rules.PartnerKinds.Contains(company.Kind))
            ? new Referrer(keys.Person(email.Canonical), email.Host, false)
            : null;
    }

    /// <summary>Whether a link still holds: not when the account manager has left since.</summary>
    public static bool StillHolds(Referrer referrer, Team team) => !referrer.IsAccountManager || referrer.In(team) is { Active: true };

    private static bool IsNamed(EmailAddress email, RoutingRules rules) =>
        rules.Referrers.Any(named => named.Contains('@', StringComparison.Ordinal)
            ? IsOf(named, email)
            : email.Host.Equals(named, StringComparison.OrdinalIgnoreCase));

    private static bool IsOf(string text, EmailAddress email) => EmailAddress.TryParse(text, out var known) && known.Canonical == email.Canonical;
}
