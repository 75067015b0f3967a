using System.Collections.Concurrent;
using System.Numerics;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>What is left of an activity's points by its age, as integers of <see cref="Bits"/> binary places: 2^(−days/half-life), a window, or steps. Made without
/// floating point, so that every machine has the same.</summary>
internal static class DecayTable
{
    /// <summary>Binary places.</summary>
    public const int Bits = 30;

    private const long One = 1L << Bits;

    private static readonly ConcurrentDictionary<(Decay Decay, int Days), long[]> Known = new();

    /// <summary>The factors for the ages 0 to <paramref name="days"/>; they never rise.</summary>
    public static long[] Of(Decay decay, int days) => Known.GetOrAdd((decay, days), static key => Make(key.Decay, key.Days));

    private static long[] Make(Decay decay, int days)
    {
        var table = new long[days + 1];
        for (var day = 0; day <= days; day++)
        {
            table[day] = decay switch
            {
                // A whole half-life is an exact shift; only what is left of one needs a root.
                HalfLife life => day < life.Days ? Root(life.Days, day) : table[day - life.Days] >> 1,
                Window window => day < window.Days ? One : 0,
                DecaySteps steps => One * steps.PercentAt(day) / 100,
                _ => throw new InvalidOperationException($"a decay of the unknown kind {decay.GetType().Name}"),
            };
        }
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
