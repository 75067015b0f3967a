using System.Collections.Immutable;

namespace Intake.Mail;

/// <summary>Rounds hundredths to whole points that still add up: the largest remainders are rounded up, ties in order.</summary>
public static class Rounding
{
    /// <summary>A total in whole points, half up.</summary>
    public static int Whole(int hundredths) => (int)Math.Floor((hundredths + 50) / 100m);

    /// <summary>Whole points for each part, adding up to <paramref name="total"/>,
    /// which is the sum of the parts rounded either way.</summary>
    public static ImmutableArray<int> Spread(IReadOnlyList<int> hundredths, int total)
    {
        var points = hundredths.Select(part => (int)Math.Floor(part / 100m)).ToArray();
        var missing = total - points.Sum();
        if (missing < 0 || missing > points.Length) throw new ArgumentException("The parts do not round to the total.", nameof(total));
        var upwards = hundredths.Index().OrderByDescending(part => part.Item - points[part.Index] * 100).ThenBy(part => part.Index)
            .Take(missing);
        foreach (var (index, _) in upwards.ToList()) points[index]++;
        return [.. points];
    }
}
