using Intake.Accounts;
using Intake.Enrichment.Providers;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>What <c>People</c> knows of an address.</summary>
/// <param name="AccountId">Account that the person belongs to.</param>
/// <param name="PersonId">The person, or whom the address is an alias of.</param>
public sealed record KnownPerson(string AccountId, string PersonId)
{
    /// <summary>Whose other address it is; null for a person's only or first one.</summary>
    public string? AliasOf { get; init; }
}

/// <summary>What must be looked up before a submission can be enriched.</summary>
/// <param name="PersonId">Key in <c>People</c>.</param>
/// <param name="Company">Row in <c>Companies</c> of the address's domain; null where the domain tells no company.</param>
/// <param name="Claim">The company's name; null unless someone without a company's address names one.</param>
public sealed record Lookups(string PersonId, CompanyKey? Company, string? Claim)
{
    /// <summary>The lookups of a submission.</summary>
    public static Lookups Of(Submission submission, Keys keys)
    {
        var email = Enrichers.AddressOf(submission);
        var traits = email.TraitsOf();
        return new Lookups(
            // Whoever came by a link of ours is whom it was made for: of an agency perhaps, on behalf of a client.
            submission.PersonId ?? keys.For(submission).Person(email.Canonical),
            traits.Freemail ? null : CompanyKey.OfDomain(traits.Domain),
            traits.Freemail && submission.Contact.Company is { } name && CompanyName.Normalise(name).Length > 0 ? name : null);
    }
}

/// <summary>What the lookups found; null for what is not there.</summary>
public sealed record LookedUp(KnownPerson? Person = null, Company? Company = null, Company? Claimed = null, Findings? Elsewhere = null)
{
    /// <summary>How alike the name that was given and that of <see cref="Claimed"/> are, in hundredths.</summary>
    public int? Similarity { get; init; }
}
