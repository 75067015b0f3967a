using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Submissions.Imports;

/// <summary>Reads what people write about when they will buy: "within 6 months", "binnen half jaar", "6", "1-2 jaar".</summary>
internal static partial class Timeframes
{
    private const int MostMonths = 120;

    /// <summary>Whether it says that no time was told.</summary>
    public static bool IsNone(string text) => text.Trim().ToLowerInvariant().TrimEnd('.') is
        "" or "-" or "?" or "0" or "none" or "no" or "unknown" or "n/a" or "geen" or "nee" or "onbekend" or "nvt" or "n.v.t" or "kein" or "keine" or "nein"
        or "unbekannt" or "aucun" or "non" or "inconnu";

    /// <summary>Months within which they buy: of a range the end, of "more than" one more; null when it is not understood.</summary>
    public static int? Months(string text)
    {
        var told = Words(text.ToLowerInvariant());
        if (Now().IsMatch(told)) return 1;
        // Each number counts in the unit that comes after it: "6 months to 1 year".
        var months = Number().Matches(told).Select(match => decimal.Parse(match.Value.Replace(',', '.'), CultureInfo.InvariantCulture)
            * UnitOf(told[(match.Index + match.Length)..])).DefaultIfEmpty(0).Max();
        var whole = (int)Math.Ceiling(Math.Min(months, MostMonths + 1)) + (More().IsMatch(told) ? 1 : 0);
        return whole is > 0 and <= MostMonths ? whole : null;
    }

    private static string Words(string text)
    {
        foreach (var (word, number) in new[]
        {
            ("(anderhalf|anderthalb)", "1.5"), (@"\b(half|halve|halbe[ns]?|demi)(?=\b|jaar|jahr)", "0.5 "), (@"\b(één|een|one|eine?[nmrs]?|une?)\b", "1"),
            (@"\b(two|twee|zwei|deux)\b", "2"), (@"\b(three|drie|drei|trois)\b", "3"), (@"\b(six|zes|sechs)\b", "6"), (@"\b(twelve|twaalf|zwölf|douze)\b", "12"),
        })
            text = Regex.Replace(text, word, number);
        // "half a year" is not half of it and one.
        return Regex.Replace(text, @"0\.5\s+(a|an|1)\b|\b1\s+0\.5", "0.5");
    }

    private static decimal UnitOf(string after) => Unit().Match(after).Value switch
    {
        ['y' or 'j' or 'a', ..] => 12,
        ['q' or 'k' or 't', ..] => 3,
        ['w' or 's', ..] => 12m / 52,
        ['d', ..] => 12m / 365,
        _ => 1,
    };

    [GeneratedRegex(@"\b(asap|now|immediately|right away|nu|direct|meteen|zo snel mogelijk|zsm|sofort|so bald wie möglich|maintenant|tout de suite)\b")]
    private static partial Regex Now();

    [GeneratedRegex(@"\d+([.,]\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(y(ea)?rs?|jaar|jaren|jahr(e|en|es|s)?|ans?|années?|quarters?|kwarta(al|len)|quartal(e|en|s)?|trimestres?|weeks?|weken|wochen?|semaines?|days?|dag(en)?|m(o|nd|onths?|aand(en)?|onat(e|en|s)?|ois)?)\b")]
    private static partial Regex Unit();

    [GeneratedRegex(@"(>|\d\s*\+|\bmore\b|\blonger\b|\bmeer\b|\blanger\b|\blater\b|\bmehr\b|\blänger\b|\bplus\b|\bafter\b|\bna\b|\bnach\b|\baprès\b)")]
    private static partial Regex More();
}
