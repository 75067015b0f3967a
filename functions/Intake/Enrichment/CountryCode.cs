using System.Collections.Frozen;

namespace Intake.Enrichment;

/// <summary>Countries by ISO 3166-1 alpha-2 code.</summary>
public static class CountryCode
{
    // Top-level domains that are sold as if they were no country's.
    private static readonly FrozenSet<string> Sold = new[] { "ac", "ai", "cc", "co", "fm", "gg", "io", "la", "me", "nu", "sh", "to", "tv", "vc", "ws" }
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<FrozenDictionary<string, string>> ByName = new(Load);

    /// <summary>The code of a country by its code or its name in English, Dutch, German or French; null when it is none.</summary>
    public static string? Of(string? text) =>
        text is { Length: > 0 and <= 100 } && ByName.Value.TryGetValue(Folding.Fold(text), out var code) ? code : null;

    /// <summary>The country of a host's top-level domain; null for one that tells no country.</summary>
    public static string? OfHost(string host)
    {
        var top = host[(host.LastIndexOf('.') + 1)..];
        return top.Length == 2 && !Sold.Contains(top) ? Of(top) : null;
    }

    private static FrozenDictionary<string, string> Load()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        var countries = DataList.Lines("countries.txt").Where(line => !line.StartsWith('#')).Select(line => line.Split('|')).ToList();
        foreach (var country in countries) codes[Folding.Fold(country[0])] = country[0];
        // A code is never taken over by another country's name.
        foreach (var country in countries)
        {
            foreach (var name in country.Skip(1)) codes.TryAdd(Folding.Fold(name), country[0]);
        }
        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
