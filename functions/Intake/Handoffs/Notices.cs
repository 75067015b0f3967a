using System.Globalization;
using Intake.Accounts;

namespace Intake.Handoffs;

/// <summary>Who is told that a handoff is not theirs any more.</summary>
public static class Notices
{
    /// <summary>Whether a former holder is told: not who passed it on, left, or is not reached by mail.</summary>
    public static bool IsTold(FormerHolder former) => former.Why is PassingReasons.NotAnswered or PassingReasons.NotContacted or PassingReasons.Ordered;

    /// <summary>What an agenda entry refers to: a handoff and which of its holders, counted from 0.</summary>
    public static string Reference(string handoff, int holder) => string.Create(CultureInfo.InvariantCulture, $"{handoff}.{holder}");

    /// <summary>Reads it.</summary>
    public static (string Handoff, int Holder) Parse(string reference)
    {
        var at = reference.IndexOf('.', StringComparison.Ordinal);
        return (reference[..at], int.Parse(reference.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }
}
