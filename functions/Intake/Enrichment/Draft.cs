using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>What is known so far, handed from one enricher to the next.</summary>
internal sealed record Draft(Submission Submission, EmailAddress Email, EmailTraits Traits, LookedUp Found)
{
    private static readonly ImmutableSortedDictionary<string, string> NoFacts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Country in which a number is dialled of which nothing tells the country.</summary>
    public string? HomeCountry { get; init; }

    /// <summary>The phone number, where it tells a country; null for one that was read as a number at home.</summary>
    public PhoneNumber? Phone { get; init; }

    /// <summary>Facts of the person.</summary>
    public ImmutableSortedDictionary<string, string> Person { get; private init; } = NoFacts;

    /// <summary>Facts of the company.</summary>
    public ImmutableSortedDictionary<string, string> Company { get; private init; } = NoFacts;

    /// <summary>What the enrichers answered.</summary>
    public ImmutableArray<EnricherResult> Results { get; private init; } = [];

    /// <summary>As the person described themselves.</summary>
    public Contact Contact => Submission.Contact;

    /// <summary>Whether the company of the address is not known, so that what the person says about it is a claim.</summary>
    public Company? Claimed => Traits.Freemail ? Found.Claimed : null;

    /// <summary>The company of the address, as the book has it.</summary>
    public Company? Book => Traits.Freemail ? null : Found.Company;

    /// <summary>Where the person is, by the best evidence: as they state, by their phone number, by their company in the book, by the host of their address.</summary>
    public string? Country =>
        Person.GetValueOrDefault(FactNames.Country) ?? Phone?.Country ?? Book?.Country ?? Claimed?.Country ?? Person.GetValueOrDefault(FactNames.Guess(FactNames.Country));

    /// <summary>With a fact of the person; nothing changes when there is no value.</summary>
    public Draft WithPerson(string name, string? value) => string.IsNullOrEmpty(value) ? this : this with { Person = Person.SetItem(name, value) };

    /// <summary>With a fact of the company; nothing changes when there is no value.</summary>
    public Draft WithCompany(string name, string? value) => string.IsNullOrEmpty(value) ? this : this with { Company = Company.SetItem(name, value) };

    /// <summary>With a fact that the person and the company share.</summary>
    public Draft WithBoth(string name, string? value) => WithPerson(name, value).WithCompany(name, value);

    /// <summary>With an enricher's answer.</summary>
    public Draft With(EnricherResult result) => this with { Results = Results.Add(result) };
}

/// <summary>An enricher's answer: the draft with what it found, or unchanged.</summary>
/// <param name="Draft">What is known now.</param>
/// <param name="Outcome">Whether it found anything.</param>
/// <param name="Detail">A word for the operator; nothing personal.</param>
internal sealed record Enriching(Draft Draft, EnricherOutcome Outcome, string? Detail = null);
