using System.Collections.Immutable;

namespace Intake.Learning;

/// <summary>What sales' answers say about the rules. Pure: the same rows give the same report, in whatever order they come.</summary>
/// <param name="All">Every answer.</param>
/// <param name="Rules">By what had added to the score, in ordinal order: a rule, a fact, a phase.</param>
/// <param name="Deciles">By the score at the gate, in tens of points, the lowest first.</param>
/// <param name="WithoutScore">Those whose score was not kept.</param>
public sealed record LearningReport(Tally All, ImmutableArray<RuleLearning> Rules, ImmutableArray<DecileLearning> Deciles, Tally WithoutScore)
{
    private const int Deciles10 = 10, HundredthsPerDecile = 1000;

    /// <summary>Makes the report.</summary>
    public static LearningReport Of(IReadOnlyCollection<AnswerRow> rows)
    {
        var kept = rows.Where(row => !row.Rules.IsEmpty).ToImmutableArray();
        var rules = kept.SelectMany(row => row.Rules).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new LearningReport(
            Tally.Of(rows), [.. rules.Select(rule => RuleLearning.Of(rule, kept))],
            [.. Enumerable.Range(0, Deciles10).Select(decile => new DecileLearning(decile, Tally.Of(rows.Where(row => DecileOf(row) == decile))))],
            Tally.Of(rows.Where(row => row.Score is null)));
    }

    // A full score stands in the last one.
    private static int? DecileOf(AnswerRow row) => row.Score is { } score ? Math.Clamp(score / HundredthsPerDecile, 0, Deciles10 - 1) : null;
}

/// <summary>What the answers say about scores from ten times <paramref name="Decile"/> points up to ten more.</summary>
public sealed record DecileLearning(int Decile, Tally Tally);

/// <summary>What the answers say about one rule.</summary>
/// <param name="Rule">Its id, as the reasons of a score name it.</param>
/// <param name="With">Handoffs to which it had added.</param>
/// <param name="Without">The others.</param>
/// <param name="Verdict">What follows.</param>
public sealed record RuleLearning(string Rule, Tally With, Tally Without, RuleVerdict Verdict)
{
    internal static RuleLearning Of(string rule, IReadOnlyCollection<AnswerRow> rows)
    {
        var (with, without) = (Tally.Of(rows.Where(row => row.Rules.Contains(rule))), Tally.Of(rows.Where(row => !row.Rules.Contains(rule))));
        return new RuleLearning(rule, with, without, Verdicts.Of(with, without));
    }
}

/// <summary>Whether a rule goes with acceptance.</summary>
public enum RuleVerdict
{
    /// <summary>Too few answers, or no difference that means anything.</summary>
    Unclear,

    /// <summary>What it added to is accepted more often.</summary>
    GoesWithAcceptance,

    /// <summary>What it added to is accepted less often.</summary>
    Misleads,
}
