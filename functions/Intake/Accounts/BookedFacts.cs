using System.Globalization;

namespace Intake.Accounts;

/// <summary>Facts of an account's company, each from who knows it best. What a claimed company lends is read here and kept nowhere: it goes with the claim.</summary>
internal static class BookedFacts
{
    /// <summary>A fact as the account book has it, else as it has it of the claimed company, else as told, looked up or concluded; null when unknown.</summary>
    public static string? OfCompany(this Account account, string fact) => In(account.Book, fact) ?? In(account.Claimed, fact) ?? account.Stated.Of(fact);

    private static string? In(Company? company, string fact) => fact switch
    {
        FactNames.Staff => company?.Staff?.ToString(CultureInfo.InvariantCulture),
        FactNames.Industry => company?.Industry,
        FactNames.Country => company?.Country,
        FactNames.Postcode => company?.Postcode,
        _ => null,
    };
}
