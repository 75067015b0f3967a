using System.Globalization;
using Intake.Accounts;

namespace Intake.Enrichment.Providers;

/// <summary>What a provider told of a company, in our words; null for what it did not tell or what could not be read.</summary>
public sealed record ProviderFacts
{
    /// <summary>Name of the company.</summary>
    public string? Name { get; init; }

    /// <summary>Number of staff, or the least of a range.</summary>
    public int? Staff { get; init; }

    /// <summary>Industry, in the playbook's words.</summary>
    public string? Industry { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Postal code, in capitals.</summary>
    public string? Postcode { get; init; }

    /// <summary>Legal form such as <c>B.V.</c>, as told.</summary>
    public string? LegalForm { get; init; }

    private static readonly ProviderFacts None = new();

    /// <summary>Whether it says nothing.</summary>
    internal bool IsEmpty => this == None;

    /// <summary>As facts of the company: they beat neither what somebody told nor the account book, but whatever was concluded.</summary>
    internal IEnumerable<KeyValuePair<string, string>> AsFacts() =>
        new (string Name, string? Value)[]
        {
            (FactNames.CompanyName, Name), (FactNames.Staff, Staff?.ToString(CultureInfo.InvariantCulture)), (FactNames.Industry, Industry),
            (FactNames.Country, Country), (FactNames.Postcode, Postcode), (FactNames.LegalForm, LegalForm),
        }
        .Where(fact => fact.Value is not null)
        .Select(fact => KeyValuePair.Create(FactNames.LookedUp(fact.Name), fact.Value!));
}
