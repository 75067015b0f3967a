using System.Text;

namespace Intake.Enrichment;

/// <summary>Casing of names that were typed in capitals only or in small letters only. A name in mixed case is as its owner wants it.</summary>
internal static class NameCasing
{
    /// <summary>Given names: every word has a capital.</summary>
    public static string? First(string? name) => Recased(name, words => words.Select(Word));

    /// <summary>A family name: its particles are small.</summary>
    public static string? Last(string? name) => Recased(name, words => words.Select((word, i) =>
        i < words.Length - 1 && NameParticles.IsSmall(word, i > 0 && NameParticles.IsParticle(words[i - 1])) ? Small(word) : DoubleName(word)));

    private static string? Recased(string? name, Func<string[], IEnumerable<string>> casing) =>
        name is null || IsMixed(name) ? name : string.Join(' ', casing(name.Split(' ')));

    private static bool IsMixed(string name) => name.Any(char.IsUpper) && name.Any(char.IsLower);

    // "berg-de": the part behind the hyphen may be a particle of the second name.
    private static string DoubleName(string word) =>
        string.Join('-', word.Split('-').Select((part, i) => i > 0 && NameParticles.IsSmall(part, behindAnother: false) ? Small(part) : Word(part)));

    private static string Word(string word)
    {
        if (IsInitials(word)) return word.ToUpperInvariant();
        var cased = new StringBuilder(Small(word));
        for (var i = 0; i < cased.Length; i++)
        {
            if (StartsPart(cased, i)) cased[i] = char.ToUpperInvariant(cased[i]);
        }
        return cased.ToString();
    }

    private static bool StartsPart(StringBuilder word, int i) =>
        i == 0 || word[i - 1] is '-' or '.' || IsBehindShortApostrophe(word, i) || IsBehindMc(word, i) || IsDutchIj(word, i);

    // O'Neill and D'Hondt, but not the s of a genitive.
    private static bool IsBehindShortApostrophe(StringBuilder word, int i) =>
        word[i - 1] is '\'' or '’' && (i == 1 || (i > 1 && (i == 2 || word[i - 3] is '-')));

    private static bool IsBehindMc(StringBuilder word, int i) => i == 2 && word.Length > 4 && word[0] == 'M' && word[1] == 'c';

    // IJsbrand, IJzerman; not the Ijeoma of Nigeria.
    private static bool IsDutchIj(StringBuilder word, int i) =>
        i == 1 && word.Length > 2 && word[0] == 'I' && word[1] == 'j' && !"aeiouy".Contains(word[2], StringComparison.Ordinal);

    // JP, TJ.: no syllable, so initials.
    private static bool IsInitials(string word) =>
        word.Length is 2 or 3 && word.All(char.IsAsciiLetterUpper) && !word.Any(c => "AEIOUY".Contains(c, StringComparison.Ordinal));

    private static string Small(string word) => word.ToLowerInvariant();
}
