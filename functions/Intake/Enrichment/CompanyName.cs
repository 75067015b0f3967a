using System.Collections.Frozen;

namespace Intake.Enrichment;

/// <summary>The name of a company in a form that can be compared.</summary>
public static class CompanyName
{
    private static readonly FrozenSet<string> LegalForms = new[]
    {
        "bv", "nv", "vof", "cv", "bvba", "ebvba", "bvio", "maatschap", "eenmanszaak", "cooperatie", "cvba", "cvoa", "vzw",
        "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "gbr", "ek", "ev",
        "sarl", "sas", "sasu", "sa", "sprl", "srl", "eurl", "snc",
        "ltd", "limited", "plc", "llp", "llc", "inc", "incorporated", "corp", "corporation",
        "ab", "oy", "oyj", "as", "asa", "aps", "spa", "sl", "slu", "lda", "se",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> And = new[] { "and", "en", "und", "et" }.ToFrozenSet(StringComparer.Ordinal);

    // Forms as written with spaces between the letters.
    private static readonly string[][] SpacedForms = [["b", "v"], ["n", "v"], ["v", "o", "f"], ["g", "m", "b", "h"], ["s", "a"], ["s", "a", "r", "l"]];

    /// <summary>Lower case, without accents, punctuation and the legal forms at its end; every word for "and" is <c>&amp;</c>. Two companies
    /// with the same result may be the same company; no more than that.</summary>
    public static string Normalise(string name)
    {
        var words = Folding.Words(name).Select(word => And.Contains(word) ? "&" : word).ToArray();
        var end = words.Length;
        for (var form = FormBefore(words, end); form > 0; form = FormBefore(words, end)) end -= form;
        return string.Join(' ', words[..end]);
    }

    // Number of words of the legal form before the end; none when no name would be left.
    private static int FormBefore(string[] words, int end)
    {
        if (end < 2) return 0;
        if (LegalForms.Contains(words[end - 1])) return 1;
        if (words[end - 1] is "&" || (words[end - 1] is "co" && end > 2 && words[end - 2] is "&")) return 1;
        return SpacedForms.FirstOrDefault(form => end > form.Length && words.AsSpan(end - form.Length, form.Length).SequenceEqual(form))?.Length ?? 0;
    }
}
