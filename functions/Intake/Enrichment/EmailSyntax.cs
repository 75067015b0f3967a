using System.Buffers;
using System.Globalization;
using System.Text;

namespace Intake.Enrichment;

/// <summary>What RFC 5321 and 6531 allow before the @, as far as real mailboxes use it.</summary>
internal static class EmailSyntax
{
    /// <summary>Anything longer is no address, whatever it is padded with.</summary>
    public const int MaxInput = 1000;

    private const int MaxLocal = 64, MaxTotal = 254;

    /// <summary>What copying from a document leaves around an address.</summary>
    public static readonly char[] Padding = [' ', '\t', '\r', '\n', '\u00A0', '\u200B', '\u200E', '\u200F', '\u202A', '\u202C', '\uFEFF'];

    private static readonly SearchValues<char> AsciiText =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    /// <summary>Whether it is a dot-atom.</summary>
    public static bool IsLocal(ReadOnlySpan<char> local) =>
        local is not ['.', ..] and not [.., '.'] && local.IndexOf("..") < 0 && IsText(local);

    /// <summary>Lower case and composed, so that one spelling is one person.</summary>
    public static string Fold(string local) => local.Normalize().ToLowerInvariant().Normalize();

    /// <summary>Whether the octets stay within the limits of SMTP.</summary>
    public static bool Fits(string local, string host)
    {
        var octets = Encoding.UTF8.GetByteCount(local);
        return octets <= MaxLocal && octets + 1 + host.Length <= MaxTotal;
    }

    private static bool IsText(ReadOnlySpan<char> local)
    {
        var afterLetter = false;
        foreach (var rune in local.EnumerateRunes())
        {
            var letter = IsLetter(rune, afterLetter);
            if (!letter && !(rune.IsAscii && AsciiText.Contains((char)rune.Value))) return false;
            afterLetter = letter;
        }
        return true;
    }

    // A lone surrogate is enumerated as U+FFFD, which is a symbol and thus refused; so are zero-width and direction marks. An accent needs
    // its letter, or it would join another once a provider's dots are gone.
    private static bool IsLetter(Rune rune, bool afterLetter) => Rune.IsLetterOrDigit(rune)
        || (afterLetter && Rune.GetUnicodeCategory(rune) is (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
}
