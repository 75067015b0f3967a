namespace Intake.Enrichment;

/// <summary>Under which keys a company's name is looked for: two names that are taken to be one company's have one in common, so nothing is ever searched.</summary>
internal static class NameKeys
{
    private const int LeastOfSlip = 7, LeastOfMissing = 10, MostSlips = 4;

    /// <summary>Of all that is no slip: the words in their order, as one; and those that tell which company it is before the others.</summary>
    public static IEnumerable<string> Exact(ComparableName name) => name.Spellings.Concat(name.Variants)
        .SelectMany(words => new[] { "as-one:" + words.Compact, $"in-order:{words.Distinctive}|{words.Generic}" }).Distinct();

    /// <summary>Of names with a slip: all words but one; of a single word its ends, where slips are no slips.</summary>
    public static IEnumerable<string> Slips(ComparableName name) => name.Spellings.SelectMany(Slips).Distinct();

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All(ComparableName name) => Exact(name).Concat(Slips(name));

    private static IEnumerable<string> Slips(NameWords name) => name.Plain is [var only]
        ? OfOne(only)
        : Enumerable.Range(0, name.Plain.Length).Where(at => name.Plain[at].Length >= LeastOfSlip - 1).Take(MostSlips)
            .Select(at => $"but-one:{at}|{string.Join(' ', name.Plain.RemoveAt(at))}");

    // Letters that changed places, or one that is another; in long words one that is missing too.
    private static IEnumerable<string> OfOne(string word)
    {
        if (word.Length >= LeastOfSlip) yield return $"as-long:{word.Length}|{word[..2]}|{word[^1]}";
        if (word.Length >= LeastOfMissing) yield return $"ends:{word[..2]}|{word[^2..]}";
    }
}
