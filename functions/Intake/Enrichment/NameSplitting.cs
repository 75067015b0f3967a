using System.Collections.Frozen;

namespace Intake.Enrichment;

/// <summary>Splits a whole name into given and family name.</summary>
internal static class NameSplitting
{
    private static readonly FrozenSet<string> Salutations = new[]
    {
        "dhr", "heer", "meneer", "mevr", "mevrouw", "mw", "mr", "mrs", "ms", "miss", "herr", "frau", "monsieur", "madame", "mme",
        "dr", "drs", "ir", "ing", "prof", "mr.drs", "dr.ir",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives both parts; a single word is a given name.</summary>
    public static (string? First, string? Last) Split(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0) return Reversed(name[..comma].Trim(), name[(comma + 1)..].Trim());

        var words = WithoutSalutation(name.Split(' '));
        if (words.Length > 1 && NameParticles.IsLeading(words[0])) return (null, string.Join(' ', words));

        var last = words.Length > 1 ? StartOfLast(words) : words.Length;
        return (string.Join(' ', words[..last]), string.Join(' ', words[last..]));
    }

    // "Berg, Jan van der": the particles stand behind the given name.
    private static (string?, string?) Reversed(string last, string rest)
    {
        var words = WithoutSalutation(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var first = words.Length;
        while (first > 1 && NameParticles.IsParticle(words[first - 1])) first--;
        return (string.Join(' ', words[..first]), string.Join(' ', [.. words[first..], last]));
    }

    // From the first particle that has a name behind it, else the last word: middle names are commoner than double family names.
    private static int StartOfLast(string[] words)
    {
        var particle = Array.FindIndex(words, 1, NameParticles.IsParticle);
        return particle > 0 && particle < words.Length - 1 ? particle : words.Length - 1;
    }

    private static string[] WithoutSalutation(string[] words)
    {
        var start = words.Length > 2 && words[0].Equals("de", StringComparison.OrdinalIgnoreCase) && IsSalutation(words[1]) ? 1 : 0;
        while (start < words.Length - 1 && IsSalutation(words[start])) start++;
        return words[start..];
    }

    private static bool IsSalutation(string word) => Salutations.Contains(word.TrimEnd('.'));
}
