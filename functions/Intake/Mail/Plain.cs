using System.Globalization;
using System.Text;

namespace Intake.Mail;

/// <summary>Makes what others typed fit for a mail: no line break where a line is expected, nothing invisible, not endless.</summary>
internal static class Plain
{
    /// <summary>One line of at most <paramref name="most"/> characters.</summary>
    public static string Line(string? text, int most = 120) => Cut(Squeeze(text ?? ""), most);

    /// <summary>A few lines; empty ones are dropped.</summary>
    public static string Block(string? text, int most = 1200) =>
        Cut(string.Join('\n', (text ?? "").Split('\n').Select(Squeeze).Where(line => line.Length > 0)), most);

    /// <summary>At most this long, cut between words where that loses little, never within a character.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = most - 1;
        if (text.LastIndexOf(' ', end) is var space && space > most * 2 / 3) end = space;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end].TrimEnd(' ', ',', ':', '(') + "…";
    }

    private static string Squeeze(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            else if (IsVisible(rune)) line.Append(rune);
        }
        return line.ToString().TrimEnd();
    }

    // Marks that turn the direction of text, or are not seen, make one thing look like another. Broken surrogates become U+FFFD.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
