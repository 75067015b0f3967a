using System.Text.RegularExpressions;

namespace Intake.Enrichment;

/// <summary>What stands around a phone number in one field: an extension, in the words that people use for it, and other numbers. The library knows
/// the English words for an extension.</summary>
internal static partial class PhoneExtension
{
    /// <summary>The number without its extension.</summary>
    public static string Without(string number) => Extension().Replace(number, "");

    /// <summary>The parts of a field with several numbers. A slash may also be part of a number, so the whole is tried first.</summary>
    public static string[] Several(string numbers) => Between().Split(numbers);

    [GeneratedRegex(@"[/;,|\\]|\s(?:of|or|oder|ou|en|and|und|et)\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    // "Poste" and "Durchwahl" are followed by digits alone: "poste 12", "DW -34", "toestel 21", "tst. 5".
    [GeneratedRegex(
        @"[\s,;(]+(?:ext(?:ension)?|extn|toestel(?:nr|nummer)?|tst|tstl|doorkiesnummer|doorkies|durchwahl|dw|nebenstelle|app|apparat|poste?|p|interne?|binnen)\.?\s*:?\s*-?\s*[0-9]{1,6}\)?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Extension();
}
