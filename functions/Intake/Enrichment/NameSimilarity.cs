namespace Intake.Enrichment;

/// <summary>Compares names by rules that each explain one way in which people write the same name differently. What no rule explains is another company:
/// a city, a number, "holding", one more word. Whole hundredths only; the order of the two does not matter.</summary>
internal static class NameSimilarity
{
    // What no rule explains stays below the threshold, however alike it looks.
    private const int Same = 100, WithoutAnd = 98, Spaced = 97, Reordered = 95, Variant = 94, Slip = 92, SpeltOut = 2, OtherForm = 20, MostUnexplained = 80;

    /// <summary>How alike two names are, 0 to 100.</summary>
    public static int Of(ComparableName one, ComparableName other)
    {
        var best = 0;
        for (var i = 0; i < one.Spellings.Length; i++)
            for (var j = 0; j < other.Spellings.Length; j++)
                best = Math.Max(best, Of(one.Spellings[i], other.Spellings[j]) - (i + j == 0 || i * j == 1 ? 0 : SpeltOut));
        if (IsVariant(one, other) || IsVariant(other, one)) best = Math.Max(best, Variant);
        return Math.Max(0, Conflict(one, other) ? best - OtherForm : best);
    }

    // In nothing else may the two differ.
    private static bool IsVariant(ComparableName one, ComparableName other) =>
        one.Variants.Any(variant => other.Spellings.Any(spelling => variant.Compact.Length > 0 && variant.Compact == spelling.Compact));

    // Who states another legal form states another company.
    private static bool Conflict(ComparableName one, ComparableName other) =>
        !one.Forms.IsEmpty && !other.Forms.IsEmpty && !one.Forms.Any(other.Forms.Contains);

    private static int Of(NameWords one, NameWords other)
    {
        if (one.Plain.IsEmpty || other.Plain.IsEmpty) return 0;
        if (one.All.AsSpan().SequenceEqual(other.All.AsSpan())) return Same;
        if (one.Plain.AsSpan().SequenceEqual(other.Plain.AsSpan())) return WithoutAnd;
        if (one.Compact == other.Compact) return Spaced;
        if (one.Distinctive.Length > 0 && one.Distinctive == other.Distinctive && one.Generic == other.Generic) return Reordered;
        return HasOneSlip(one, other) ? Slip : Alike(one.Compact, other.Compact);
    }

    private static bool HasOneSlip(NameWords one, NameWords other)
    {
        if (one.Plain.Length != other.Plain.Length) return false;
        var at = -1;
        for (var index = 0; index < one.Plain.Length; index++)
        {
            if (one.Plain[index] == other.Plain[index]) continue;
            if (at >= 0) return false;
            at = index;
        }
        var anchored = one.Plain.Where((word, index) => index != at && word.Length > 2 && !CompanyWords.IsGeneric(word)).Any();
        return Slips.Explain(one.Plain[at], other.Plain[at], anchored);
    }

    // The pairs of letters that they share, of all that they have.
    private static int Alike(string one, string other)
    {
        var pairs = new Dictionary<(char, char), int>();
        for (var at = 1; at < one.Length; at++)
            pairs[(one[at - 1], one[at])] = pairs.GetValueOrDefault((one[at - 1], one[at])) + 1;
        var shared = 0;
        for (var at = 1; at < other.Length; at++)
        {
            if (pairs.GetValueOrDefault((other[at - 1], other[at])) is not (> 0 and var left)) continue;
            pairs[(other[at - 1], other[at])] = left - 1;
            shared++;
        }
        var all = one.Length + other.Length - 2;
        return all <= 0 ? 0 : MostUnexplained * 2 * shared / all;
    }
}
