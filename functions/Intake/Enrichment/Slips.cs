namespace Intake.Enrichment;

/// <summary>Tells a slip of the fingers from another word. Surnames that differ by a letter are different people's (Jansen and Janssen, Meier and Meyer), so
/// a word that tells which company it is may only have what no spelling has.</summary>
internal static class Slips
{
    private const int LeastGeneric = 7, LeastSwapped = 7, LeastOther = 10;
    private const string Vowels = "aeiouy";

    // Letters that some spellings of a surname have and others lack.
    private const string LeftOut = "snehckdtjwiyu";

    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    // Letters that spellings differ by.
    private static readonly string[] Spelt = ["sz", "fv", "bv", "mn"];

    /// <summary>Whether one of two words is the other with one slip.</summary>
    /// <param name="one">A word.</param>
    /// <param name="other">Another.</param>
    /// <param name="anchored">Whether another word of the name tells which company it is.</param>
    public static bool Explain(string one, string other, bool anchored)
    {
        if (one.Concat(other).Any(char.IsDigit) || one[0] != other[0]) return false;
        var (a, b) = (CompanyWords.IsGeneric(one), CompanyWords.IsGeneric(other));
        if (a && b) return false;
        if (a || b) return anchored && (a ? one : other).Length >= LeastGeneric && InGeneric(one, other);
        return InName(one, other);
    }

    private static bool InGeneric(string one, string other)
    {
        if (one.Length == other.Length) return Swap(one, other) >= 0 || (Replaced(one, other) is > 0 and var at && at < one.Length - 1 && AreNeighbours(one[at], other[at]));
        // One more at the end is a plural or another word.
        var (longer, shorter) = Ordered(one, other);
        return Inserted(longer, shorter) is > 1 and var more && (more < longer.Length - 1 || longer[^1] == longer[^2]);
    }

    private static bool InName(string one, string other)
    {
        var least = Math.Min(one.Length, other.Length);
        if (one.Length == other.Length)
        {
            if (Swap(one, other) is >= 0 and var swap)
                return least >= LeastSwapped && swap >= 2 && swap < least - 2 && !(IsVowel(one[swap]) && IsVowel(one[swap + 1]));
            return least >= LeastOther && Replaced(one, other) is >= 2 and var at && at < least - 2 && AreNeighbours(one[at], other[at]);
        }
        var (longer, shorter) = Ordered(one, other);
        return least >= LeastOther && Inserted(longer, shorter) is >= 2 and var more && more < longer.Length - 2
            && longer[more] != longer[more - 1] && longer[more] != longer[more + 1] && !LeftOut.Contains(longer[more]);
    }

    // Where two letters that stand side by side have changed places; -1 when that is not the difference.
    private static int Swap(string one, string other)
    {
        var at = one.AsSpan().CommonPrefixLength(other);
        return at + 1 < one.Length && one[at] == other[at + 1] && one[at + 1] == other[at] && one.AsSpan(at + 2).SequenceEqual(other.AsSpan(at + 2)) ? at : -1;
    }

    private static int Replaced(string one, string other)
    {
        var at = one.AsSpan().CommonPrefixLength(other);
        return one.AsSpan(at + 1).SequenceEqual(other.AsSpan(at + 1)) ? at : -1;
    }

    private static int Inserted(string longer, string shorter)
    {
        var at = longer.AsSpan().CommonPrefixLength(shorter);
        return longer.Length == shorter.Length + 1 && longer.AsSpan(at + 1).SequenceEqual(shorter.AsSpan(at)) ? at : -1;
    }

    private static (string Longer, string Shorter) Ordered(string one, string other) => one.Length > other.Length ? (one, other) : (other, one);

    private static bool IsVowel(char c) => Vowels.Contains(c);

    // Consonants side by side on a keyboard, in a row or one row apart.
    private static bool AreNeighbours(char one, char other)
    {
        if (IsVowel(one) || IsVowel(other) || Spelt.Any(pair => pair.Contains(one) && pair.Contains(other))) return false;
        var (a, b) = (Place(one), Place(other));
        return a.Row >= 0 && b.Row >= 0 && Math.Abs(a.Row - b.Row) <= 1 && Math.Abs(a.Column - b.Column) <= 1;
    }

    private static (int Row, int Column) Place(char c)
    {
        var row = Array.FindIndex(Rows, keys => keys.Contains(c));
        return (row, row < 0 ? 0 : Rows[row].IndexOf(c));
    }
}
