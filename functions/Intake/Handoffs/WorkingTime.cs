using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Handoffs;

/// <summary>A stretch of working time: minutes within working hours, or whole working days.</summary>
public readonly partial record struct WorkingTime(int Minutes, int Days = 0)
{
    /// <summary>Reads <c>45m</c>, <c>8h</c> or <c>5d</c>; false when it is none of these.</summary>
    public static bool TryParse(string text, out WorkingTime time)
    {
        var match = Pattern().Match(text);
        var number = match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        time = match.Groups[2].ValueSpan switch
        {
            "m" => new WorkingTime(number),
            "h" => new WorkingTime(number * 60),
            _ => new WorkingTime(0, number),
        };
        return match.Success;
    }

    /// <inheritdoc/>
    public override string ToString() => Days > 0 ? $"{Days}d" : Minutes % 60 == 0 ? $"{Minutes / 60}h" : $"{Minutes}m";

    [GeneratedRegex("^([1-9][0-9]{0,3})([mhd])$")]
    private static partial Regex Pattern();
}
