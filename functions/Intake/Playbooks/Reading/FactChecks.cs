using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.Playbooks.Reading;

/// <summary>Names of facts and kinds that a table or a rule goes by: one that nobody ever tells would count as unknown for ever, without a word.</summary>
internal static class FactChecks
{
    /// <summary>What may be known of a company.</summary>
    public static readonly ImmutableArray<string> OfCompany =
        [FactNames.Staff, FactNames.Industry, FactNames.Country, FactNames.Postcode, FactNames.LegalForm, FactNames.CompanyName];

    private static readonly ImmutableArray<string> OfPerson = [FactNames.Function, FactNames.Seniority, FactNames.Language, FactNames.Country];

    /// <summary>What is told of a name that is none of these.</summary>
    public static string Unknown(string name, IEnumerable<string> known) => $"\"{name}\" is none of {string.Join(", ", known)}";

    public static void All(ScoringRules scoring, Problems problems)
    {
        foreach (var (index, table) in scoring.Fit.Tables.Index()) Table(table, $"$.fit.facts[{index}].fact", problems);
        Table(scoring.Value.Staff, "$.value.staff.fact", problems);
        foreach (var rule in scoring.Rules)
            foreach (var kind in rule.Kinds.Except(ContentFile.Kinds, StringComparer.Ordinal))
                problems.Add(ScoringFile.Name, $"$.rules[{rule.Index}].kinds", Unknown(kind, ContentFile.Kinds));
    }

    // What is missing altogether has been told.
    private static void Table(FactTable table, string path, Problems problems)
    {
        var known = table.OfPerson ? OfPerson : OfCompany;
        if (table.Fact.Length > 0 && !known.Contains(table.Fact)) problems.Add(ScoringFile.Name, path, Unknown(table.Fact, known));
    }
}
