using System.Globalization;
using Intake.Accounts;
using static Intake.Enrichment.EnricherOutcome;

namespace Intake.Enrichment;

/// <summary>What is known of the company.</summary>
internal static class CompanyEnrichers
{
    /// <summary>The company of the address in the account book.</summary>
    public static Enriching Book(Draft draft) => new(draft, draft.Book is null ? NotFound : Found, draft.Book?.Kind);

    /// <summary>The company they say to work for, where their address tells none. What the book has of it is no fact that they told: it is read from the claim.</summary>
    public static Enriching Claim(Draft draft) => draft.Claimed is null ? new(draft, NotFound) : new(draft, Found, "claimed");

    /// <summary>Name, size and industry as stated.</summary>
    public static Enriching Firmographics(Draft draft)
    {
        var staff = StaffCount.Of(draft.Contact.Staff)?.ToString(CultureInfo.InvariantCulture);
        var industry = Industry.Of(draft.Contact.Industry);
        var known = draft.WithCompany(FactNames.CompanyName, draft.Contact.Company).WithCompany(FactNames.Staff, staff).WithCompany(FactNames.Industry, industry);
        var unread = (draft.Contact.Staff is not null && staff is null) || (draft.Contact.Industry is not null && industry is null);
        return new(known, known == draft ? NotFound : Found, unread ? "unread" : null);
    }

    /// <summary>A school and a government say by their domain what they do: a guess, which never overwrites what is told.</summary>
    public static Enriching IndustryOfDomain(Draft draft)
    {
        var industry = draft.Traits.Kind switch
        {
            DomainKind.School => "education",
            DomainKind.Government => "municipality",
            _ => null,
        };
        return new(draft.WithCompany(FactNames.Guess(FactNames.Industry), industry), industry is null ? NotFound : Found);
    }

    /// <summary>What a provider told of a company that the book lacks, and whether mail reaches the address. What each answered is told apart.</summary>
    public static Enriching Elsewhere(Draft draft)
    {
        if (draft.Found.Elsewhere is not { } elsewhere) return new(draft, NotFound);
        var known = (elsewhere.Facts?.AsFacts() ?? []).Aggregate(draft, (all, fact) => all.WithCompany(fact.Key, fact.Value));
        known = known.WithPerson(FactNames.Undeliverable, elsewhere.Undeliverable ? "true" : null);
        return new(known, known == draft ? NotFound : Found, elsewhere.Undeliverable ? FactNames.Undeliverable : null);
    }
}
