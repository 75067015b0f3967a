using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary>By which channel whom may be contacted and on what basis: <c>contact-rules.json</c>.</summary>
public sealed record ContactRules
{
    /// <summary>Legal forms under which a company is contacted as a natural person is.</summary>
    public required ImmutableHashSet<string> NaturalForms { get; init; }

    /// <summary>Legal forms of companies and public bodies. One that is in neither list is unknown, and so a natural person.</summary>
    public required ImmutableHashSet<string> LegalForms { get; init; }

    /// <summary>The rules; the first that fits is taken. The last fits everyone.</summary>
    public required ImmutableArray<ContactRule> Rules { get; init; }

    /// <summary>What may be done, with the basis it rests on.</summary>
    public ContactPermission For(ContactCase contact)
    {
        var legal = contact.LegalForm is not null && LegalForms.Contains(contact.LegalForm);
        var rule = Rules.First(each => (each.Countries.IsEmpty || (contact.Country is not null && each.Countries.Contains(contact.Country)))
            && (each.Who is ContactWho.Anyone || each.Who == (legal ? ContactWho.Company : ContactWho.Natural)));
        return new ContactPermission(First(rule.Phone, contact), First(rule.Mail, contact), legal ? contact.LegalForm : null);
    }

    private static ContactBasis? First(ImmutableArray<ContactBasis> bases, ContactCase contact)
    {
        // Who objected is answered when they ask, and not approached otherwise.
        foreach (var basis in bases)
        {
            if (contact.Objected ? basis is ContactBasis.Asked && contact.Asked : Holds(basis, contact)) return basis;
        }
        return null;
    }

    private static bool Holds(ContactBasis basis, ContactCase contact) => basis switch
    {
        ContactBasis.UnlessObjected => true,
        ContactBasis.Asked => contact.Asked,
        ContactBasis.Consent => contact.Consent,
        ContactBasis.SimilarProduct => contact.Customer,
        ContactBasis.PublishedAddress => contact.RoleAddress,
        _ => false,
    };
}

/// <summary>One rule: for these countries (none: all) and this kind of party, the bases on which a channel may be used.</summary>
public sealed record ContactRule(
    ImmutableHashSet<string> Countries, ContactWho Who, ImmutableArray<ContactBasis> Phone, ImmutableArray<ContactBasis> Mail);

/// <summary>What the rules look at.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, or null.</param>
/// <param name="LegalForm">As the account book has it, or null.</param>
/// <param name="Asked">The person asked us something about this.</param>
/// <param name="Consent">The person gave consent.</param>
/// <param name="Objected">The person objected to marketing.</param>
/// <param name="Customer">The account is a paying customer of something similar.</param>
/// <param name="RoleAddress">The address is one published for this, such as info@.</param>
public sealed record ContactCase(
    string? Country, string? LegalForm, bool Asked, bool Consent, bool Objected, bool Customer, bool RoleAddress);

/// <summary>What is permitted: the basis per channel, null for not at all.</summary>
public sealed record ContactPermission(ContactBasis? Phone, ContactBasis? Mail, string? LegalForm);

/// <summary>Whom a rule is about.</summary>
public enum ContactWho
{
    /// <summary>Everyone.</summary>
    Anyone,

    /// <summary>A natural person, or a company of one; also whoever's legal form is unknown.</summary>
    Natural,

    /// <summary>A legal person or public body.</summary>
    Company,
}

/// <summary>On what a contact rests.</summary>
public enum ContactBasis
{
    /// <summary>Allowed until they object.</summary>
    UnlessObjected,

    /// <summary>They asked: a reply, on that subject.</summary>
    Asked,

    /// <summary>They gave consent.</summary>
    Consent,

    /// <summary>They pay for something similar.</summary>
    SimilarProduct,

    /// <summary>The address was published for it.</summary>
    PublishedAddress,
}
