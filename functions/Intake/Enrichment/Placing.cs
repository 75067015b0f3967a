using Intake.Accounts;
using Intake.Storage;

namespace Intake.Enrichment;

/// <summary>Finds the account of a newcomer. Of everybody else <c>People</c> decides, so that a changed book moves nobody.</summary>
internal static class Placing
{
    /// <summary>Id of the account.</summary>
    /// <param name="draft">What is known of the newcomer.</param>
    /// <param name="person">Key of the person.</param>
    /// <param name="own">The keys of the submission: the testers' for a test.</param>
    public static string AccountOf(Draft draft, string person, Keys own)
    {
        if (draft.Traits.Freemail) return own.IndividualAccount(person);
        return draft.Book?.DomainUse switch
        {
            DomainUses.ByHost when !draft.Book.Domains.Contains(draft.Traits.Host) => own.CompanyAccount(draft.Traits.Host),
            DomainUses.Shared when Site(draft) is { Length: > 0 } site => own.SiteAccount(Whole(draft, own), site),
            _ => Whole(draft, own),
        };
    }

    /// <summary>Id of a company's account. The id that the book gave it at first stays, whatever becomes of its domains; testers have a world of their own.</summary>
    public static string AccountOf(Company company, Keys own) => company switch
    {
        { Account: { } account } when !own.AreOfTesters => account,
        { Account: { } account } => own.CompanyAccount("account:" + account),
        { Domains: [var first, ..] } => own.CompanyAccount(first),
        _ => own.NamedAccount(CompanyName.Normalise(company.Name)),
    };

    private static string Whole(Draft draft, Keys own) => draft.Book is { } book ? AccountOf(book, own) : own.CompanyAccount(draft.Traits.Domain);

    // The site that they name, else where it stands. The name of the whole names no site.
    private static string Site(Draft draft) =>
        CompanyName.Normalise(draft.Contact.Company ?? "") is { Length: > 0 } name && name != CompanyName.Normalise(draft.Book!.Name)
            ? name
            : string.Concat(Folding.Words(draft.Contact.Postcode ?? ""));
}
