using System.Text;

namespace Intake.Submissions.Bodies;

/// <summary>Cleans what people and machines send as text.</summary>
internal static class FieldText
{
    /// <summary>Without what is invisible and can only deceive (control characters, direction overrides); line ends are LF;
    /// trimmed.</summary>
    public static string Clean(string text)
    {
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (!unix.AsSpan().ContainsAny(Deceiving)) return unix.Trim();

        var clean = new StringBuilder(unix.Length);
        foreach (var c in unix)
            if (!Deceiving.Contains(c)) clean.Append(c);
        return clean.ToString().Trim();
    }

    /// <summary>Cleaned, on one line: nothing in it can start a mail header.</summary>
    public static string SingleLine(string text)
    {
        var clean = Clean(text);
        return clean.AsSpan().ContainsAny('\n', '\t') ? clean.Replace('\n', ' ').Replace('\t', ' ') : clean;
    }

    /// <summary>As <see cref="SingleLine"/>, and null when nothing is left.</summary>
    public static string? OrNull(string? text) => text is null ? null : SingleLine(text) is { Length: > 0 } line ? line : null;

    private static readonly System.Buffers.SearchValues<char> Deceiving = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0xFFFF).Select(i => (char)i).Where(IsDeceiving), '\uFFFF']);

    // Joiners (U+200C, U+200D) stay: scripts and emoji need them.
    private static bool IsDeceiving(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t'))
        || c is '\u061C' or '\u200B' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\u2060' or '\uFEFF' or '\uFFFE'
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
