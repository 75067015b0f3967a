using System.Globalization;

namespace Intake.Sweeps;

/// <summary>Parts the ids of accounts, which are keyed hashes and so spread evenly, into lanes by their first two hex digits.</summary>
public static class Lanes
{
    /// <summary>How many values two hex digits have.</summary>
    public const int Prefixes = 256;

    /// <summary>The first prefix of a lane.</summary>
    public static int First(int lane, int lanes) => lane * Prefixes / lanes;

    /// <summary>A prefix as it stands in ids.</summary>
    public static string Text(int prefix) => prefix.ToString("x2", CultureInfo.InvariantCulture);

    /// <summary>The prefix of an id.</summary>
    public static int PrefixOf(string id) => int.Parse(id.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>Percent of a lane that lies before a place in it; ids are spread evenly, so it is about the share of its accounts.</summary>
    public static int PercentBefore(string after, int lane, int lanes)
    {
        var (first, end) = (First(lane, lanes), First(lane + 1, lanes));
        return Math.Clamp((PrefixOf(after) - first) * 100 / (end - first), 0, 100);
    }
}
