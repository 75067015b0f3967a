namespace Intake.Scoring;

/// <summary>Spreads the weighted total over the reasons by largest remainder, ties by rule id: they add up to it, to the hundredth.</summary>
internal static class Spread
{
    /// <summary>Replaces the points of the reasons that are shown by their weighted shares and gives the total, rounded half up.</summary>
    public static int Over(ScoreSheet sheet, ReadOnlySpan<int> shown, Span<int> points)
    {
        Span<int> remainders = stackalloc int[shown.Length];
        int whole = 0, left = 0;
        for (var at = 0; at < shown.Length; at++)
        {
            ref var share = ref points[shown[at]];
            var weighted = (long)share * sheet.Templates[shown[at]].Weight;
            // Rounded down, below zero too, so that no remainder is negative.
            share = (int)(weighted / 100);
            var remainder = (int)(weighted - (share * 100L));
            if (remainder < 0) (share, remainder) = (share - 1, remainder + 100);
            whole += share;
            left += remainder;
            remainders[at] = remainder;
        }

        var missing = (left + 50) / 100;
        for (var given = 0; given < missing; given++) points[shown[TakeLargest(sheet, shown, remainders)]]++;
        return whole + missing;
    }

    // The first of the largest by name; it is not found again.
    private static int TakeLargest(ScoreSheet sheet, ReadOnlySpan<int> shown, Span<int> remainders)
    {
        var best = 0;
        for (var at = 1; at < remainders.Length; at++)
            if (remainders[at] > remainders[best] || (remainders[at] == remainders[best] && IsBefore(sheet.Templates[shown[at]], sheet.Templates[shown[best]]))) best = at;
        remainders[best] = -1;
        return best;
    }

    private static bool IsBefore(Template one, Template other)
    {
        var byRule = string.CompareOrdinal(one.Rule, other.Rule);
        return byRule < 0 || (byRule == 0 && string.CompareOrdinal(one.Content, other.Content) < 0);
    }
}
