using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Intake.Enrichment;

/// <summary>Other ways to write a whole name. One counts against the name that somebody wrote, never against another variant: so <c>vd Berg</c> is Van den Berg and
/// Van der Berg, and these two are not each other.</summary>
internal static partial class NameVariants
{
    // Het and the are never a surname's; the others may be (De Vries, Le Goff), so that they must leave more.
    private static readonly string[] Articles = ["het", "t", "the", "das"], SurnameArticles = ["de", "le", "la", "l", "der", "die"];
    private static readonly string[] Particles = ["van", "von", "vd", "in", "op", "aan", "uit", "de", "bij", "zu", "an", "auf", "sur", "of", "&"];

    /// <summary>The name of today, short particles written in one way; and, where it says under which name it trades, the names on both sides.</summary>
    public static (string Name, string[] Sides) Of(string name)
    {
        var today = Short().Replace(Founding().Replace(Former().Replace(name, ""), " "), "vd ");
        if (today.Any(char.IsLetterOrDigit) is false) today = name;
        var sides = Trading().Split(today, 2);
        return (today, sides is [var legal, var trade] && HasName(legal) && HasName(trade) ? sides : []);
    }

    /// <summary>The same words with van de, van den or van der as one, and without an article that is not needed.</summary>
    public static ImmutableArray<NameWords> Of(NameWords name)
    {
        string[] words = [.. name.All];
        return [.. new[] { Abbreviated(words), WithoutArticle(words) }.OfType<string[]>().Select(NameWords.Of)];
    }

    private static bool HasName(string side) => NameWords.Of(CompanyName.Read(side).Words).Distinctive.Length > 0;

    private static string[]? Abbreviated(string[] words)
    {
        var at = Array.FindIndex(words, word => word is "van");
        return at >= 0 && at + 2 < words.Length && words[at + 1] is "de" or "der" or "den" ? [.. words[..at], "vd", .. words[(at + 2)..]] : null;
    }

    private static string[]? WithoutArticle(string[] words)
    {
        var at = Array.FindIndex(words, word => Articles.Contains(word) || SurnameArticles.Contains(word));
        if (at < 0 || words.Contains("&") || (at > 0 && Particles.Contains(words[at - 1]))) return null;
        var told = words[(at + 1)..].Count(word => word.Length > 1 && !CompanyWords.IsGeneric(word));
        return words.Length > 2 && told >= (Articles.Contains(words[at]) ? 1 : 2) ? [.. words[..at], .. words[(at + 1)..]] : null;
    }

    [GeneratedRegex(@"(?<=\p{L}.*)(\(\s*(v/h|voorheen|vroeger|ehemals|vormals|formerly|anciennement)\b[^)]*\)|[\s,]+(v/h|voorheen|ehemals|vormals|formerly|anciennement)\s+\S.*$)", RegexOptions.IgnoreCase)]
    private static partial Regex Former();

    [GeneratedRegex(@"\s(i\.\s?o\.|i\.\s?G\.|in oprichting|in Gründung)(?=\W|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Founding();

    [GeneratedRegex(@"\b(v\.\s?d\.?|v/d\.?|vd\.?)\s+(?=\p{L})|\bv\.d\.(?=\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Short();

    [GeneratedRegex(@"[\s,(]+(?:t\.?\s?)?h\.?o\.?d\.?n\.?\s+|[\s,(]+(?:trading as|t/a|d/b/a|handelend onder de naam)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Trading();
}
