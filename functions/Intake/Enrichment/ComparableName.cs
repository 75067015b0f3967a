using System.Collections.Immutable;
using System.Text;

namespace Intake.Enrichment;

/// <summary>A company's name taken apart.</summary>
/// <param name="Spellings">Its words: as folded and, where it has letters that German and Nordic writers spell out, with those spelt out too.</param>
/// <param name="Forms">The legal forms that it states.</param>
/// <param name="Variants">Other ways to write it that count against what somebody wrote only.</param>
internal sealed record ComparableName(ImmutableArray<NameWords> Spellings, ImmutableArray<string> Forms, ImmutableArray<NameWords> Variants)
{
    /// <summary>Takes a name apart.</summary>
    public static ComparableName Of(string name)
    {
        var (today, sides) = NameVariants.Of(name);
        var (words, forms) = CompanyName.Read(today);
        var written = NameWords.Of(words);
        var read = sides.Select(CompanyName.Read).ToList();
        var variants = NameVariants.Of(written).AddRange(read.Select(side => NameWords.Of(side.Words)));
        var spellings = ImmutableArray.Create(written);
        if (SpeltOut(today) is { } other) spellings = spellings.Add(NameWords.Of(CompanyName.Read(other).Words));
        return new(spellings, [.. forms.Concat(read.SelectMany(side => side.Forms)).Distinct()], variants);
    }

    private static string? SpeltOut(string name)
    {
        if (name.Any(char.IsSurrogate)) return null;
        var composed = name.Normalize(NormalizationForm.FormC);
        var spelt = new StringBuilder(composed.Length);
        foreach (var c in composed)
            spelt.Append(char.ToLowerInvariant(c) switch { 'ä' => "ae", 'ö' or 'ø' => "oe", 'ü' => "ue", 'å' => "aa", _ => c.ToString() });
        return spelt.Length == composed.Length ? null : spelt.ToString();
    }
}

/// <summary>The words of a name, each in one spelling.</summary>
/// <param name="All">With <c>&amp;</c>.</param>
/// <param name="Plain">Without it, but between single letters: C&amp;A is not CA.</param>
internal sealed record NameWords(ImmutableArray<string> All, ImmutableArray<string> Plain)
{
    /// <summary>The words that tell which company it is, in order.</summary>
    public string Distinctive { get; } = string.Join(' ', Plain.Where(word => !CompanyWords.IsGeneric(word)));

    /// <summary>The words that tell what it does, in order.</summary>
    public string Generic { get; } = string.Join(' ', Plain.Where(CompanyWords.IsGeneric));

    /// <summary>All words as one; two numbers stay two.</summary>
    public string Compact { get; } = Plain.Aggregate("", (before, word) =>
        before.Length > 0 && char.IsDigit(before[^1]) && char.IsDigit(word[0]) ? $"{before} {word}" : before + word);

    /// <summary>Joins single letters, so that <c>A B C</c> is <c>ABC</c>, and writes each word in one way.</summary>
    public static NameWords Of(string[] words)
    {
        if (words is ["the", _, _, ..]) words = words[1..];
        var all = Spelt(Joined(words)).ToImmutableArray();
        var plain = all.Where((word, at) => word != "&" || IsSingle(all, at - 1) || IsSingle(all, at + 1)).ToImmutableArray();
        return new NameWords(all, plain.IsEmpty ? all : plain);
    }

    private static bool IsSingle(ImmutableArray<string> words, int at) => at >= 0 && at < words.Length && words[at].Length == 1;

    private static List<string> Joined(string[] words)
    {
        List<string> joined = [];
        var letters = false;
        foreach (var word in words)
        {
            var letter = word.Length == 1 && char.IsLetter(word[0]);
            if (letter && letters) joined[^1] += word;
            else joined.Add(word);
            letters = letter;
        }
        return joined;
    }

    private static IEnumerable<string> Spelt(List<string> words)
    {
        for (var at = 0; at < words.Count;)
        {
            var length = Math.Min(CompanyWords.Longest, words.Count - at);
            while (length > 1 && CompanyWords.Spelling(string.Join(' ', words.GetRange(at, length))) is null) length--;
            var phrase = string.Join(' ', words.GetRange(at, length));
            yield return CompanyWords.Spelling(phrase) ?? phrase;
            at += length;
        }
    }
}
