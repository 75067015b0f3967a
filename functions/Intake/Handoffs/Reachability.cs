using Intake.Accounts;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Whether a person may be approached at all: the score lane hands nobody over who may not be contacted by any channel.</summary>
public static class Reachability
{
    /// <summary>By the rules of contact.</summary>
    public static Reachable By(ContactRules rules) => (account, _, member) =>
    {
        var permission = rules.For(new ContactCase(
            account.Book?.Country ?? account.Stated.Of(FactNames.Country) ?? member.Country,
            account.Book?.LegalForm,
            Asked: member.AskedAt is not null,
            Consent: false,
            member.Objected,
            Customer: account.Book?.Owns.IsDefaultOrEmpty is false,
            member.Role));
        return permission.Phone is not null || permission.Mail is not null;
    };
}
