using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A fact with the submission or command that told it. The newest wins; at the same instant the greater <paramref name="By"/>.</summary>
public sealed record Fact(string Value, DateTimeOffset At, string By);

/// <summary>Names of the facts that the code itself reads; the playbook may name others.</summary>
public static class FactNames
{
#pragma warning disable CS1591 // the names say it
    public const string Email = "email";
    public const string DomainKind = "domainKind";
    public const string FirstName = "firstName";
    public const string LastName = "lastName";
    public const string Phone = "phone";
    public const string JobTitle = "jobTitle";
    public const string Seniority = "seniority";
    public const string Function = "function";
    public const string Language = "language";
    public const string TimeZone = "timeZone";
    public const string Country = "country";
    public const string Postcode = "postcode";
    public const string CompanyName = "companyName";
    public const string Staff = "staff";
    public const string Industry = "industry";
    public const string LegalForm = "legalForm";
    public const string Undeliverable = "undeliverable";
    public const string Source = "source";
    public const string BuyingRole = "buyingRole";
    public const string Left = "left";
    public const string AgentOf = "agentOf";
    public const string AlsoAt = "alsoAt";
#pragma warning restore CS1591

    /// <summary>Name of the register of what was concluded, such as a country from a phone number: it never overwrites what somebody told.</summary>
    public static string Guess(string name) => "guess:" + name;

    /// <summary>Name of the register of what an enrichment provider told: it overwrites neither what somebody told, nor is it by what was concluded.</summary>
    public static string LookedUp(string name) => "looked-up:" + name;
}

/// <summary>Registers of facts: order of arrival does not matter.</summary>
public static class Facts
{
    /// <summary>No facts.</summary>
    public static readonly ImmutableSortedDictionary<string, Fact> None = ImmutableSortedDictionary.Create<string, Fact>(StringComparer.Ordinal);

    /// <summary>Takes what was told at <paramref name="at"/> by <paramref name="by"/> into the registers.</summary>
    public static ImmutableSortedDictionary<string, Fact> Merge(
        this ImmutableSortedDictionary<string, Fact> registers, IEnumerable<KeyValuePair<string, string>> told, DateTimeOffset at, string by)
    {
        foreach (var (name, value) in told)
        {
            var fact = new Fact(value, at, by);
            if (!registers.TryGetValue(name, out var known) || Supersedes(fact, known)) registers = registers.SetItem(name, fact);
        }
        return registers;
    }

    /// <summary>Two registers as one: of each fact the newer.</summary>
    public static ImmutableSortedDictionary<string, Fact> Join(
        this ImmutableSortedDictionary<string, Fact> registers, ImmutableSortedDictionary<string, Fact> others)
    {
        foreach (var (name, fact) in others)
            if (!registers.TryGetValue(name, out var known) || Supersedes(fact, known)) registers = registers.SetItem(name, fact);
        return registers;
    }

    /// <summary>The value that somebody told, else what a provider told, else what was concluded; null for none of these.</summary>
    public static string? Of(this ImmutableSortedDictionary<string, Fact> registers, string name) =>
        registers.TryGetValue(name, out var fact) || registers.TryGetValue(FactNames.LookedUp(name), out fact) || registers.TryGetValue(FactNames.Guess(name), out fact)
            ? fact.Value : null;

    private static bool Supersedes(Fact fact, Fact known) =>
        fact.At != known.At ? fact.At > known.At : string.CompareOrdinal(fact.By, known.By) > 0;
}
