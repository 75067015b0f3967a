using Intake.Storage;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>Finds out who sent a submission, and for which company.</summary>
public static class Enrichers
{
    // The order matters. All that tells a country comes before the phone, which must know where it would be dialled; the phone comes after the host,
    // since of two guesses the later stays. The time zone and the language of the country come after all of these.
    private static readonly (string Name, Func<Draft, Enriching> Enrich)[] InOrder =
    [
        ("email", ContactEnrichers.Email),
        ("name", ContactEnrichers.Name),
        ("language", ContactEnrichers.Language),
        ("company", CompanyEnrichers.Book),
        ("claim", CompanyEnrichers.Claim),
        ("firmographics", CompanyEnrichers.Firmographics),
        ("industry-of-domain", CompanyEnrichers.IndustryOfDomain),
        ("country", PlaceEnrichers.Country),
        ("country-of-host", PlaceEnrichers.CountryOfHost),
        ("postcode", PlaceEnrichers.Postcode),
        ("phone", PlaceEnrichers.Phone),
        ("elsewhere", CompanyEnrichers.Elsewhere),
        ("time-zone", PlaceEnrichers.TimeZone),
        ("language-of-country", PlaceEnrichers.LanguageOfCountry),
        ("job-title", ContactEnrichers.Title),
        ("buying-role", ContactEnrichers.BuyingRole),
        ("student", ContactEnrichers.Student),
        ("source", SourceEnricher.Of),
    ];

    /// <summary>Enriches a submission with what was looked up. Nothing in it stops a lead: an enricher that fails says so in its result.</summary>
    public static EnrichedSubmission Enrich(Submission submission, LookedUp found, Keys keys, string? homeCountry = null)
    {
        var email = AddressOf(submission);
        var draft = InOrder.Aggregate(new Draft(submission, email, email.TraitsOf(), found) { HomeCountry = homeCountry }, (known, enricher) => Run(enricher.Name, enricher.Enrich, known));
        var own = keys.For(submission);
        var person = found.Person?.PersonId ?? own.Person(email.Canonical);
        return new EnrichedSubmission
        {
            Submission = submission,
            PersonId = person,
            AliasOf = found.Person?.AliasOf,
            AccountId = found.Person?.AccountId ?? Placing.AccountOf(draft, person, own),
            Email = draft.Traits,
            PersonFacts = draft.Person,
            CompanyFacts = draft.Company,
            Book = draft.Book,
            Claimed = draft.Claimed,
            ClaimedSimilarity = draft.Claimed is null ? null : found.Similarity,
            Enrichers = found.Elsewhere is { } asked ? draft.Results.AddRange(asked.Results) : draft.Results,
        };
    }

    /// <summary>The address of a submission.</summary>
    /// <exception cref="InvalidOperationException">It has none that parses: receiving should have refused it.</exception>
    internal static EmailAddress AddressOf(Submission submission) =>
        EmailAddress.TryParse(submission.Contact.Email, out var email)
            ? email
            : throw new InvalidOperationException($"Submission {submission.Id} has no valid email address.");

    /// <summary>Runs one enricher; whatever goes wrong in it is its result.</summary>
    internal static Draft Run(string name, Func<Draft, Enriching> enrich, Draft draft)
    {
        try
        {
            var answer = enrich(draft);
            return answer.Draft.With(new EnricherResult(name, answer.Outcome, answer.Detail));
        }
        catch (Exception exception)
        {
            // The type only: a message may quote what it could not read.
            return draft.With(new EnricherResult(name, EnricherOutcome.Failed, exception.GetType().Name));
        }
    }
}
