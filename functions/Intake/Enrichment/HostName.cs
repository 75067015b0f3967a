using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Intake.Enrichment;

/// <summary>A host name that mail can be sent to: letters, digits and hyphens, two labels at least, internationalised names in punycode.</summary>
internal static class HostName
{
    private const int MaxHost = 253, MaxLabel = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Gives the host in lower case and punycode; false for what no name server would know.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? host)
    {
        host = text is { Length: > 0 and <= MaxHost } && !text.Any(IsInvisible) ? ToAscii(text) : null;
        if (host is null || host.Length > MaxHost) return false;

        var labels = host.Split('.');
        if (labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit)) return true;
        host = null;
        return false;
    }

    private static string? ToAscii(string text)
    {
        try
        {
            return Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // the one way in which it says that the name is not valid
        }
    }

    // IDNA would drop them silently, and two names that look alike would be one.
    private static bool IsInvisible(char c) => char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format;

    private static bool IsLabel(string label) =>
        label is { Length: > 0 and <= MaxLabel } and not ['-', ..] and not [.., '-'] && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
