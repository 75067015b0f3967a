using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Intake.Enrichment;

/// <summary>The name of a company in a form that can be compared.</summary>
public static class CompanyName
{
    /// <summary>From this similarity on, in hundredths, two names are taken to be one company's.</summary>
    public const int Threshold = 90;

    private static readonly FrozenSet<string> And = new[] { "and", "en", "und", "et", "og", "och" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Lower case, without accents, punctuation and the legal forms around it; every word for "and" is <c>&amp;</c>. Two companies
    /// with the same result may be the same company; no more than that.</summary>
    public static string Normalise(string name) => string.Join(' ', Read(name).Words);

    /// <summary>How alike two names are, in hundredths: 100 for the same but for legal form, case, accents and punctuation.</summary>
    public static int Similarity(string one, string other) => NameSimilarity.Of(ComparableName.Of(one), ComparableName.Of(other));

    /// <summary>The words of a name, and its legal forms.</summary>
    internal static (string[] Words, ImmutableArray<string> Forms) Read(string name)
    {
        // "EV" is also what a car is that is charged.
        var spelt = name.Replace("e.V.", " eingetragener Verein", StringComparison.Ordinal).Replace("e. V.", " eingetragener Verein", StringComparison.Ordinal);
        var words = Folding.Words(spelt).Select(word => And.Contains(word) ? "&" : word).ToArray().AsSpan();
        var forms = ImmutableArray.CreateBuilder<string>();
        for (var before = -1; before != words.Length;)
        {
            before = words.Length;
            words = WithoutEnd(words, forms);
            words = WithoutStart(words, forms);
        }
        return (words.ToArray(), forms.ToImmutable());
    }

    // The longest first, so that "sp z oo" is not "z oo"; and always a word is left.
    private static Span<string> WithoutEnd(Span<string> words, ImmutableArray<string>.Builder forms)
    {
        for (var length = Math.Min(CompanyWords.Longest, words.Length - 1); length > 0; length--)
            if (FormOf(words[^length..]) is { } form)
            {
                forms.Add(form);
                return words[..^length];
            }
        if (words is [_, .., "&"] or ["&", _, ..]) return words is ["&", ..] ? words[1..] : words[..^1];
        // "GmbH & Co. KG", while "Jansen & Co" is not Jansen.
        return words is [_, .., var before, "&", "co"] && CompanyWords.Form(before) is not null ? words[..^2] : words;
    }

    private static Span<string> WithoutStart(Span<string> words, ImmutableArray<string>.Builder forms)
    {
        for (var length = Math.Min(CompanyWords.Longest, words.Length - 1); length > 0; length--)
        {
            var phrase = string.Join(' ', words[..length].ToArray());
            if (CompanyWords.LeftAfter(phrase) is not { } left || words.Length - length < left || CompanyWords.FormBefore(phrase) is not { } form) continue;
            forms.Add(form);
            return words[length..];
        }
        return words;
    }

    // As words, or with spaces between the letters: "b v".
    private static string? FormOf(Span<string> phrase)
    {
        if (CompanyWords.Form(string.Join(' ', phrase.ToArray())) is { } form) return form;
        foreach (var word in phrase)
            if (word.Length > 1) return null;
        return phrase.Length > 1 ? CompanyWords.Form(string.Concat(phrase.ToArray())) : null;
    }
}
