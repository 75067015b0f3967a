using Intake.Accounts;
using Intake.Playbooks;
using Newtonsoft.Json.Linq;

namespace Intake.Enrichment.Providers;

/// <summary>Reads a provider's answer by the paths of its settings. Pure.</summary>
internal static class FactsReader
{
    private const string Name = "name";
    private const int MaxName = 200, MaxPostcode = 16, MaxLegalForm = 60;

    /// <summary>What paths can be given for.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Name, FactNames.Staff, FactNames.Industry, FactNames.Country, FactNames.Postcode, FactNames.LegalForm];

    /// <summary>The facts of an answer, in our words.</summary>
    public static ProviderFacts Read(JToken answer, IReadOnlyDictionary<string, string> paths)
    {
        string? Text(string fact) => JsonPaths.Text(answer, paths.GetValueOrDefault(fact));
        return new ProviderFacts
        {
            Name = Short(Text(Name), MaxName),
            Staff = StaffCount.Of(Text(FactNames.Staff)),
            Industry = Industry.Of(Text(FactNames.Industry)),
            Country = CountryCode.Of(Text(FactNames.Country)),
            Postcode = Short(Text(FactNames.Postcode), MaxPostcode)?.ToUpperInvariant(),
            LegalForm = Short(Text(FactNames.LegalForm), MaxLegalForm),
        };
    }

    // It is shown in mails and pages: one line, and no longer than such a thing is.
    private static string? Short(string? text, int most) =>
        text?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= most && !trimmed.Any(char.IsControl) ? trimmed : null;
}
