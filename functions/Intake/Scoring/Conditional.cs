using Intake.Playbooks;
using Intake.Playbooks.Conditions;

namespace Intake.Scoring;

/// <summary>Points of fit or value that count while a condition holds. Most conditions are one or two ranges, which are asked without a call.</summary>
/// <param name="First">A range that must hold.</param>
/// <param name="Second">Another one.</param>
/// <param name="Rest">What must hold beside them; null for nothing.</param>
/// <param name="Hundredths">The points.</param>
/// <param name="OfValue">Of value, not of fit.</param>
internal readonly record struct Conditional(ValueRange First, ValueRange Second, Condition? Rest, int Hundredths, bool OfValue)
{
    public static Conditional Of(FactRule rule, bool ofValue)
    {
        var ranges = rule.When.Conjuncts.OfType<InRange>().Take(2).ToList();
        return new Conditional(
            ranges.Count > 0 ? ranges[0].Range : ValueRange.Any, ranges.Count > 1 ? ranges[1].Range : ValueRange.Any,
            Condition.AllOf(rule.When.Conjuncts.Except(ranges)), rule.Points * 100, ofValue);
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="numbers">Those of <paramref name="values"/>.</param>
    /// <param name="values">What is known.</param>
    public bool Holds(ReadOnlySpan<long> numbers, FieldValues values) =>
        First.Holds(numbers) & Second.Holds(numbers) && (Rest is null || Rest.Holds(values));
}
