using System.Collections.Frozen;

namespace Intake.Enrichment;

/// <summary>The small words of family names.</summary>
internal static class NameParticles
{
    private static readonly FrozenSet<string> Small = Set(
        "van", "von", "vom", "de", "der", "den", "het", "'t", "’t", "'s", "’s", "ten", "ter", "te", "tot", "in", "op", "aan", "bij", "voor", "uit", "onder",
        "over", "zu", "zum", "zur", "am", "im", "und", "af", "av", "da", "das", "do", "dos", "del", "della", "el", "al", "bin", "ibn", "y", "e", "d'", "d’");

    // Written with a capital where they come first ("Le Pen"), small behind another particle ("de la Cruz").
    private static readonly FrozenSet<string> SmallBehindAnother = Set("la", "le", "las", "los", "du", "des", "di", "ben");

    // Those that begin a family name beyond doubt, where no given name stands before them.
    private static readonly FrozenSet<string> Leading = Set("van", "von", "de", "der", "den", "ter", "'t", "’t", "op", "el");

    /// <summary>Whether a word is a particle, in any case.</summary>
    public static bool IsParticle(string word) => Small.Contains(word) || SmallBehindAnother.Contains(word);

    /// <summary>Whether a name that begins with the word has no given name.</summary>
    public static bool IsLeading(string word) => Leading.Contains(word);

    /// <summary>Whether it is written small.</summary>
    public static bool IsSmall(string word, bool behindAnother) => Small.Contains(word) || (behindAnother && SmallBehindAnother.Contains(word));

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
