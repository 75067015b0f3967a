using Intake.Accounts;
using Intake.Submissions;

namespace Intake.Handoffs;

/// <summary>By which channel a person may be contacted and on what basis: the one place that decides it.</summary>
public static class Permissions
{
    /// <summary>What is permitted by the registers of the member, the account's country and legal form, and the rules. Unknown is the strictest.</summary>
    /// <param name="member">The person as the account has them; null for somebody unknown.</param>
    /// <param name="account">Their account.</param>
    /// <param name="asked">They asked us something that the contact would answer.</param>
    /// <param name="rules">The rules.</param>
    public static ContactPermission For(Member? member, Account account, bool asked, ContactRules rules)
    {
        ContactPermission By(string purpose) => rules.For(new ContactCase(
            account.OfCompany(FactNames.Country) ?? member?.Country,
            account.Book?.LegalForm,
            asked,
            Consent: member.Consents(purpose, DateTimeOffset.MaxValue),
            Objected: member is { Objected: true } || member?.Consents?.GetValueOrDefault(purpose, []).IsWithdrawn() is true,
            Customer: account.Book?.Owns.IsDefaultOrEmpty is false,
            RoleAddress: member is { Role: true }));
        return By(ConsentPurposes.Mail) with { Phone = By(ConsentPurposes.Phone).Phone };
    }

    /// <summary>The same, with what the person asked about.</summary>
    public static ContactPermission For(Person? person, Member? member, Account account, string? proposition, ContactRules rules) => For(
        member, account, person is not null && ((proposition is not null && person.Asked.ContainsKey(proposition)) || person.Asked.ContainsKey("-")), rules);

    /// <summary>Whether a person consented to something, confirmed where the form asks that.</summary>
    public static bool Consents(this Member? member, string purpose, DateTimeOffset at) =>
        member?.Consents?.GetValueOrDefault(purpose, []).HoldsAt(at, confirmed: true) is true;
}
