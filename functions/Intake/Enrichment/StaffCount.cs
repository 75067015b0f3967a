using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Enrichment;

/// <summary>Number of staff as people state it.</summary>
public static partial class StaffCount
{
    private const int MaxInput = 60, MaxStaff = 10_000_000;

    /// <summary>The number, or the least that a range such as <c>50-249</c> or <c>1.000+</c> promises; for <c>under 10</c> the most that it allows. Null when it
    /// says none.</summary>
    public static int? Of(string? text)
    {
        if (text is null || text.Length > MaxInput || Number().Match(text) is not { Success: true } number) return null;

        var digits = string.Concat(number.Value.Where(char.IsAsciiDigit));
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MaxStaff) return null;
        if (Below().IsMatch(text[..number.Index])) return Math.Max(0, count - 1);
        return Above().IsMatch(text[..number.Index]) ? count + 1 : count;
    }

    // A separator of thousands is followed by three digits and no more.
    [GeneratedRegex(@"[0-9]{1,3}(?:[.,' \u00A0\u202F][0-9]{3})+(?![0-9])|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:<|\b(?:under|below|less than|fewer than|onder|minder dan|unter|weniger als|moins de))\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Below();

    [GeneratedRegex(@"(?:>|\b(?:over|above|more than|boven|meer dan|über|mehr als|plus de))\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Above();
}
