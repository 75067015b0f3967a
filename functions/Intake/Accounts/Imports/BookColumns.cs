using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Submissions.Imports;

namespace Intake.Accounts.Imports;

/// <summary>What the columns of a file of companies are, and how their cells are read.</summary>
internal static class BookColumns
{
    /// <summary>How a cell is read, by our name of the column.</summary>
    public static readonly FrozenDictionary<string, Func<string, JsonNode?>> Readers = new Dictionary<string, Func<string, JsonNode?>>(StringComparer.Ordinal)
    {
        ["id"] = text => text.ToLowerInvariant(),
        ["name"] = text => text,
        ["domains"] = text => List(text, Domain),
        ["kind"] = Kind,
        ["owner"] = text => text.ToLowerInvariant(),
        ["industry"] = text => Industry.Of(text) ?? text,
        ["staff"] = text => StaffCount.Of(text),
        ["country"] = text => text,
        ["postcode"] = text => text,
        ["legalForm"] = text => text,
        ["sites"] = Number,
        ["owns"] = text => List(text, Owned),
        ["openOpportunities"] = text => List(text, id => id.ToLowerInvariant()),
        ["blocked"] = Flag,
        ["doNotContact"] = Flag,
        ["openComplaints"] = Number,
        ["registrationNumber"] = text => text,
        ["parent"] = text => text.ToLowerInvariant(),
        ["domainUse"] = text => text.ToLowerInvariant(),
        ["lastContact"] = text => text,
        ["lastContactAt"] = Day,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Kinds = new[]
    {
        ("klant", "customer"), ("client", "customer"), ("relatie", "customer"), ("lead", "prospect"), ("concurrent", "competitor"), ("leverancier", "supplier"),
        ("vendor", "supplier"), ("bureau", "agency"), ("reseller", "partner"), ("eigen", "own"), ("wij", "own"),
    }.ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Reads a row; what cannot be read is a problem, and the row is none.</summary>
    /// <param name="cells">Text by our name of its column.</param>
    /// <param name="problems">Where problems are told.</param>
    public static JsonObject Read(IEnumerable<(string Column, string Text)> cells, Problems problems)
    {
        var company = new JsonObject { ["domains"] = new JsonArray() };
        foreach (var (column, text) in cells)
        {
            if (Readers[column](text) is { } value) company[column] = value;
            else problems.Add(BookFile.Name, "$." + column, "cannot be understood");
        }
        return company;
    }

    private static JsonArray? List(string text, Func<string, JsonNode?> read)
    {
        var nodes = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(read).ToArray();
        return nodes.Contains(null) ? null : new JsonArray(nodes);
    }

    // As a website or as a domain.
    private static JsonValue Domain(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var host = text[start..].Split('/', '?', '#')[0].ToLowerInvariant();
        return JsonValue.Create(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host);
    }

    private static JsonValue Kind(string text) => JsonValue.Create(Kinds.GetValueOrDefault(Folding.Fold(text)) ?? text.ToLowerInvariant());

    private static JsonObject? Owned(string text)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 1) return new JsonObject { ["proposition"] = text.ToLowerInvariant() };
        return Day(parts[1]) is { } until ? new JsonObject { ["proposition"] = parts[0].ToLowerInvariant(), ["until"] = until } : null;
    }

    private static JsonValue? Number(string text) => int.TryParse(text, out var number) ? JsonValue.Create(number) : null;

    private static JsonValue? Flag(string text) => Folding.Fold(text) switch
    {
        "true" or "yes" or "ja" or "oui" or "wahr" or "waar" or "1" or "x" or "y" or "j" => JsonValue.Create(true),
        "false" or "no" or "nee" or "nein" or "non" or "falsch" or "onwaar" or "0" or "n" => JsonValue.Create(false),
        _ => null,
    };

    private static JsonValue? Day(string text) =>
        ImportDates.Read(text, TimeZoneInfo.Utc, monthFirst: false) is { } at ? JsonValue.Create(at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) : null;
}
