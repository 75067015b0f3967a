namespace Intake.Scoring;

/// <summary>Spreads the weighted total over the reasons by largest remainder, ties by rule id: they add up to it, to the hundredth.</summary>
internal static class Spread
{
    /// <summary>Replaces each reason's points by its weighted share and gives the total, rounded half up.</summary>
    public static int Over(ScoreSheet sheet, Span<int> points)
    {
        Span<int> fractional = stackalloc int[points.Length];
        Span<int> remainders = stackalloc int[points.Length];
        int whole = 0, left = 0, count = 0;
        foreach (var index in sheet.ByName)
        {
            if (points[index] == 0) continue;
            var weighted = (long)points[index] * sheet.Weights[index];
            var floor = (int)(weighted / 100);
            var remainder = (int)(weighted - (floor * 100L));
            if (remainder < 0) (floor, remainder) = (floor - 1, remainder + 100);
            points[index] = floor;
            whole += floor;
            left += remainder;
            if (remainder > 0) (fractional[count], remainders[count++]) = (index, remainder);
        }

        var missing = (left + 50) / 100;
        for (var given = 0; given < missing; given++) points[fractional[TakeLargest(remainders[..count])]]++;
        return whole + missing;
    }

    // The first of the largest; it is not found again.
    private static int TakeLargest(Span<int> remainders)
    {
        var best = 0;
        for (var index = 1; index < remainders.Length; index++)
            if (remainders[index] > remainders[best]) best = index;
        remainders[best] = -1;
        return best;
    }
}
