using System.Globalization;
using System.Text;

namespace Intake.Enrichment;

/// <summary>The text of a name without what no name has.</summary>
internal static class NameText
{
    private const int MaxInput = 1000;

    /// <summary>One space between words, nothing invisible, composed; null when no letter is left.</summary>
    public static string? Clean(string? text)
    {
        if (text is null || text.Length > MaxInput) return null;
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format))
        {
            visible.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }
        var clean = string.Join(' ', visible.ToString().Normalize().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return clean.EnumerateRunes().Any(Rune.IsLetter) ? clean : null;
    }
}
