using System.Globalization;
using System.Text;

namespace Intake.Enrichment;

/// <summary>Makes words comparable: lower case, without accents and punctuation.</summary>
internal static class Folding
{
    /// <summary>Folded words of a text. A dot, an apostrophe and an accent vanish (<c>B.V.</c> is <c>bv</c>); any other mark parts words.</summary>
    public static string[] Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Valid(text).Normalize(NormalizationForm.FormKD)) Append(folded, c);
        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The same with one space between the words.</summary>
    public static string Fold(string text) => string.Join(' ', Words(text));

    // Normalising throws on half a surrogate pair.
    private static string Valid(string text) =>
        text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;

    private static void Append(StringBuilder folded, char c)
    {
        if (char.IsLetterOrDigit(c)) folded.Append(Plain(char.ToLowerInvariant(c)));
        else if (c is '&' or '+') folded.Append(" & ");
        else if (!Vanishes(c)) folded.Append(' ');
    }

    private static bool Vanishes(char c) => c is '.' or '\'' or '’' or '`'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    // Letters that are no base letter with an accent.
    private static string Plain(char c) => c switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        _ => c.ToString(),
    };
}
