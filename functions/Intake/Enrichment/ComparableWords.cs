using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Intake.Enrichment;

/// <summary>The words of a text as word tables compare them: folded, without articles, and with a typed-out umlaut as the umlaut itself.</summary>
internal static partial class ComparableWords
{
    // Between two words that tell something they only hide that these belong together: "chef de projet", "lid van de raad van bestuur".
    private static readonly FrozenSet<string> Small =
        FrozenSet.Create(StringComparer.Ordinal, "de", "des", "du", "la", "le", "les", "der", "die", "das", "den", "dem", "von", "van", "het", "of", "the");

    /// <summary>Words of a text, or of a phrase with <c>*</c>.</summary>
    public static string[] Of(string text) => [.. Folding.Words(Elided().Replace(text, " ")).Where(word => !Small.Contains(word)).Select(WithoutUmlaut)];

    /// <summary>A folded ä is an a, so that a typed-out ae must be one too: on both sides, because no word says which of the two it has.</summary>
    public static string WithoutUmlaut(string word) =>
        word.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);

    /// <summary>Whether a folded word tells nothing.</summary>
    public static bool IsSmall(string word) => Small.Contains(word);

    [GeneratedRegex(@"\b[dl]['’`´]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Elided();
}
