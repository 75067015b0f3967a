using Intake.Playbooks.Conditions;
using Intake.Scoring;

namespace Intake.Accounts;

/// <summary>Tells conditions what is known of an account, a lead and a person, each fact from who knows it best, as fit and value read it.</summary>
internal static class AccountFields
{
    /// <summary>All of <see cref="Scopes.Account"/>.</summary>
    public static void Fill(FieldValues values, Account account)
    {
        values.Set(Fields.AccountKind, AccountKinds.Of(account));
        values.Set(Fields.IsCompany, account.IsCompany);
        values.Set(Fields.Freemail, account.Freemail);
        values.Set(Fields.Claimed, account.Claimed is not null);
        values.Set(Fields.Domains, account.Domains);
        values.Set(Fields.Staff, account.OfCompany(FactNames.Staff) is { } staff ? CompanyFacts.Number(staff) : null);
        values.Set(Fields.Industry, account.OfCompany(FactNames.Industry));
        values.Set(Fields.Country, account.OfCompany(FactNames.Country));
        values.Set(Fields.Postcode, account.OfCompany(FactNames.Postcode));
        Fill(values, account.Book);
        values.Set(Fields.LegalForm, account.Book?.LegalForm ?? account.Stated.Of(FactNames.LegalForm));
    }

    /// <summary>All of <see cref="Scopes.Account"/> and <see cref="Scopes.Lead"/>: where nobody stated a country, what the lead's persons told may tell it.</summary>
    /// <param name="values">What is filled.</param>
    /// <param name="account">The account.</param>
    /// <param name="lead">Its lead.</param>
    /// <param name="today">A contract that ended before this day is none; null where the day is not to matter.</param>
    public static void Fill(FieldValues values, Account account, Lead lead, DateOnly? today = null)
    {
        Fill(values, account);
        values.Set(Fields.Country, CompanyFacts.Of(account, lead, FactNames.Country));
        values.Set(Fields.Proposition, lead.Proposition);
        values.Set(Fields.Round, lead.Round);
        values.Set(Fields.Persons, PersonsOf(account, lead));
        values.Set(Fields.OwnsIt, account.Book?.Owns.Any(owned => owned.Proposition == lead.Proposition && !(owned.Until < today)) is true);
    }

    /// <summary>All of <see cref="Scopes.Person"/>; of nobody nothing is known.</summary>
    public static void Fill(FieldValues values, Member? member)
    {
        values.Set(Fields.Function, member?.Function);
        values.Set(Fields.Seniority, member?.Seniority);
        values.Set(Fields.Language, member?.Language);
        values.Set(Fields.PersonCountry, member?.Country);
        values.Set(Fields.SpokeWith, member?.SpokeWith);
        values.Set(Fields.Left, member is { Left: true });
        values.Set(Fields.Student, member is { Student: true });
        values.Set(Fields.Disposable, member is { Disposable: true });
        values.Set(Fields.Undeliverable, member is { Undeliverable: true });
        values.Set(Fields.RoleAddress, member is { Role: true });
        values.Set(Fields.Agent, member is { Agent: true });
    }

    // Whom sales took out of the buying group, and who objected, carry nothing.
    private static int PersonsOf(Account account, Lead lead)
    {
        var count = 0;
        foreach (var (id, _) in lead.Persons)
            if (account.Members.GetValueOrDefault(id) is not ({ Outside: true } or { Objected: true })) count++;
        return count;
    }

    private static void Fill(FieldValues values, Company? book)
    {
        values.Set(Fields.Owner, book?.Owner);
        values.Set(Fields.Sites, book?.Sites);
        values.Set(Fields.Owns, [.. book?.Owns.Select(owned => owned.Proposition) ?? []]);
        values.Set(Fields.OpenOpportunities, book?.OpenOpportunities ?? []);
        values.Set(Fields.OpenComplaints, book?.OpenComplaints);
        values.Set(Fields.Blocked, book is { Blocked: true });
    }
}
