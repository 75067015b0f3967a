using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Submissions;

/// <summary>Tells text that no person writes where it stands. Pure, and conservative: a real name that is held costs a lead a day, a spammer's that
/// is not costs a glance.</summary>
internal static partial class SuspectText
{
    /// <summary>More links than this in a message are more than a question needs.</summary>
    public const int MaxLinks = 3;

    // Y and w carry Welsh and Polish names; they count as vowels.
    private const string Vowels = "aeiouyw";
    private const int MashWithoutVowels = 7, LongestRun = 9, LongWord = 10, MaxHumps = 4;

    private static readonly string[] KeyRows = ["asdf", "sdfg", "dfgh", "fghj", "ghjk", "hjkl", "qwer", "zxcv", "xcvb", "cvbn", "tyui", "uiop"];

    /// <summary>Whether a link stands where the name of a person belongs.</summary>
    public static bool HasLink(string? name) => name is not null && Link().IsMatch(name);

    /// <summary>Whether a company's name is an advertisement: markup, or a link to more than a front page.</summary>
    public static bool IsAdvertisement(string? company) => company is not null && (Markup().IsMatch(company) || DeepLink().IsMatch(company));

    /// <summary>Whether a message holds more links than a question needs, or markup that only spam brings.</summary>
    public static bool IsLinkFarm(string? message) => message is not null && (Markup().IsMatch(message) || Link().Count(message) > MaxLinks);

    /// <summary>Whether a person's name is keyboard mash.</summary>
    public static bool IsMash(string? name) => name is not null && name.Split(' ', '-', '\'', '.').Any(IsMashWord);

    private static bool IsMashWord(string word)
    {
        var letters = Latin(word);
        if (letters.Length == 0) return false;
        return KeyRows.Any(row => letters.Contains(row, StringComparison.Ordinal))
            || Repeated().IsMatch(letters)
            || (letters.Length >= MashWithoutVowels && !letters.Any(IsVowel))
            || RunOf(letters) >= LongestRun
            || (letters.Length >= LongWord && Humps(word) > MaxHumps);
    }

    // Lower case without accents; empty for a word of another script, of which we know nothing.
    private static string Latin(string word)
    {
        var letters = new StringBuilder(word.Length);
        // Half a character cannot be normalised, and is no letter.
        foreach (var c in string.Concat(word.Where(c => !char.IsSurrogate(c))).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (!char.IsLetter(c)) continue;
            if (c > 'ɏ') return "";
            letters.Append(Plain(c));
        }
        return letters.ToString();
    }

    // Letters that have no accent to take off.
    private static char Plain(char c) => c switch { 'ø' or 'œ' => 'o', 'æ' => 'a', 'ı' => 'i', 'ł' => 'l', 'đ' or 'ð' => 'd', 'ß' => 's', _ => c };

    private static bool IsVowel(char c) => Vowels.Contains(c, StringComparison.Ordinal);

    private static int RunOf(string letters)
    {
        var (longest, run) = (0, 0);
        foreach (var c in letters) longest = Math.Max(longest, run = IsVowel(c) ? 0 : run + 1);
        return longest;
    }

    // Capitals after small letters: one or two in a name such as McDonald or VanDerBerg.
    private static int Humps(string word) => word.Skip(1).Zip(word, (now, before) => char.IsUpper(now) && char.IsLower(before)).Count(hump => hump);

    [GeneratedRegex(@"https?://|\bwww\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"https?://\S+(/\S|\s+\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeepLink();

    [GeneratedRegex(@"<a\s|\[/?url\b|\[link\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"([a-z])\1{3}", RegexOptions.CultureInvariant)]
    private static partial Regex Repeated();
}
