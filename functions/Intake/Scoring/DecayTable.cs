using System.Collections.Concurrent;
using System.Numerics;

namespace Intake.Scoring;

/// <summary>2^(−days/half-life) as integers of <see cref="Bits"/> binary places, made without floating point, so that every machine has the same.</summary>
internal static class DecayTable
{
    /// <summary>Binary places.</summary>
    public const int Bits = 30;

    private static readonly ConcurrentDictionary<(int HalfLife, int Days), long[]> Known = new();

    /// <summary>The factors for the ages 0 to <paramref name="days"/>.</summary>
    public static long[] Of(int halfLife, int days) => Known.GetOrAdd((halfLife, days), static key => Make(key.HalfLife, key.Days));

    private static long[] Make(int halfLife, int days)
    {
        // A whole half-life is an exact shift; only what is left of one needs a root.
        var table = new long[days + 1];
        for (var day = 0; day <= days; day++)
            table[day] = day < halfLife ? Root(halfLife, day) : table[day - halfLife] >> 1;
        return table;
    }

    // The largest x with x^h <= 2^(Bits·h − day), which is 2^(Bits − day/h) rounded down.
    private static long Root(int halfLife, int day)
    {
        var power = BigInteger.One << ((Bits * halfLife) - day);
        long low = 1L << (Bits - 1), high = 1L << Bits;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (BigInteger.Pow(middle, halfLife) <= power) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
