using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Handoffs;

/// <summary>A stretch of working time: minutes within working hours, or whole working days.</summary>
public readonly partial record struct WorkingTime(int Minutes, int Days = 0)
{
    /// <summary>Reads <c>45m</c>, <c>8h</c> or <c>5d</c>; null when it is none of these.</summary>
    public static WorkingTime? Parse(string? text)
    {
        if (text is null || Pattern().Match(text) is not { Success: true } match) return null;
        var number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[2].ValueSpan switch
        {
            "m" => new WorkingTime(number),
            "h" => new WorkingTime(number * 60),
            _ => new WorkingTime(0, number),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Days > 0 ? $"{Days}d" : Minutes % 60 == 0 ? $"{Minutes / 60}h" : $"{Minutes}m";

    [GeneratedRegex("^([1-9][0-9]{0,3})([mhd])$")]
    private static partial Regex Pattern();
}
