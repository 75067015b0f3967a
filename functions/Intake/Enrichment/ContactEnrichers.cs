using Intake.Accounts;
using static Intake.Enrichment.EnricherOutcome;

namespace Intake.Enrichment;

/// <summary>What a person says of themselves.</summary>
internal static class ContactEnrichers
{
    /// <summary>The address as typed, for sending, with what kind of address it is.</summary>
    public static Enriching Email(Draft draft)
    {
        var kind = draft.Traits.Kind.Word();
        var known = draft.WithPerson(FactNames.Email, draft.Email.Typed).WithPerson(FactNames.DomainKind, kind);
        return new(known, Found, draft.Traits switch
        {
            { Disposable: true } => kind,
            { Student: true } => "student",
            { Freemail: true } => kind,
            { Role: true } => "role",
            { Kind: not DomainKind.Company } => kind,
            _ => null,
        });
    }

    /// <summary>Cased and split.</summary>
    public static Enriching Name(Draft draft)
    {
        var name = PersonName.Of(draft.Contact.FirstName, draft.Contact.LastName, draft.Contact.Name);
        return new(
            draft.WithPerson(FactNames.FirstName, name.First).WithPerson(FactNames.LastName, name.Last),
            name is { First: null, Last: null } ? NotFound : Found);
    }

    /// <summary>The language they used.</summary>
    public static Enriching Language(Draft draft) =>
        new(draft.WithPerson(FactNames.Language, draft.Submission.Language), draft.Submission.Language is null ? NotFound : Found);

    /// <summary>Seniority and function; the title itself is kept as typed.</summary>
    public static Enriching Title(Draft draft)
    {
        var title = JobTitle.Read(draft.Contact.JobTitle);
        var known = draft.WithPerson(FactNames.JobTitle, draft.Contact.JobTitle)
            .WithPerson(FactNames.Seniority, title.Seniority).WithPerson(FactNames.Function, title.Function);
        if (title is not { Seniority: null, Function: null }) return new(known, Found);
        return new(known, NotFound, draft.Contact.JobTitle is null ? null : "unknown-title");
    }

    /// <summary>Their part in the decision to buy, as they chose it.</summary>
    public static Enriching BuyingRole(Draft draft) => draft.Submission.Fields.TryGetValue(FactNames.BuyingRole, out var role) && role.Length <= 100
        ? new(draft.WithPerson(FactNames.BuyingRole, role), Found)
        : new(draft, NotFound);

    /// <summary>A host for students says so where no title does.</summary>
    public static Enriching Student(Draft draft) =>
        draft.Traits.Student ? new(draft.WithPerson(FactNames.Guess(FactNames.Seniority), "student"), Found) : new(draft, NotFound);
}
