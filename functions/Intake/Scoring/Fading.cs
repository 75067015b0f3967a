namespace Intake.Scoring;

/// <summary>What is left of a line of a <see cref="ScoreSheet"/>, and until when.</summary>
internal static class Fading
{
    /// <summary>Index after the last of its days that is not later than <paramref name="today"/>.</summary>
    public static int SeenOn(ScoreSheet sheet, in Line line, int today)
    {
        var end = line.End;
        while (end > line.Start && sheet.Days[end - 1].Day > today) end--;
        return end;
    }

    /// <summary>Hundredths on a day of what was done before <paramref name="end"/>. Without the sign, and so rounded towards zero: fading never makes a
    /// number larger.</summary>
    public static int Left(ScoreSheet sheet, in Line line, int end, int day)
    {
        var decay = sheet.Rules.Decay[line.Rule];
        long sum = 0;
        for (var index = line.Start; index < end; index++)
        {
            ref readonly var done = ref sheet.Days[index];
            var age = day - done.Day;
            if (age < decay.Length) sum += done.Count * decay[age];
        }
        return (int)((sum * Math.Abs(line.Factor)) >> DecayTable.Bits);
    }

    /// <summary>The first day on which nothing is left, where on <paramref name="today"/> something is.</summary>
    public static int Gone(ScoreSheet sheet, in Line line, int end, int today)
    {
        var low = today + 1;
        for (var index = line.Start; index < end; index++) low = Math.Max(low, sheet.Days[index].Gone);
        if (end - line.Start == 1) return low;

        // Together they may still come to a hundredth when none does alone.
        var high = sheet.Days[end - 1].Day + sheet.Rules.Decay[line.Rule].Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Left(sheet, line, end, middle) == 0) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>The first age at which so many times the factor come to no hundredth.</summary>
    public static int Lifetime(long[] decay, long factor)
    {
        var (low, high) = (0, decay.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if ((decay[middle] * factor) >> DecayTable.Bits == 0) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
