using BenchmarkDotNet.Attributes;
using Intake.Scoring;
using RulesEngine.Models;

namespace Intake.Benchmarks;

/// <summary>Thirty rules of two terms each with the explanation on, beside RulesEngine in the same run. The budget is a fiftieth of its time,
/// 0.5 µs, and no allocation beyond the score and its reasons.</summary>
[MemoryDiagnoser]
[MinColumn] // what the code takes on a machine that does other things too
public class RulesEngineBenchmark
{
    private static readonly DateOnly Day = new(2026, 9, 24);
    private ScoreSheet sheet = null!;
    private RulesEngine.RulesEngine engine = null!;
    private int reasons;

    /// <summary>Reads the rules, and sees to it that both sides give the same thirty answers.</summary>
    [GlobalSetup]
    public async Task Setup()
    {
        (sheet, engine) = (TwoTermRules.Sheet(), TwoTermRules.Engine());
        var score = Score();
        reasons = score.Reasons.Length;
        var (ours, theirs) = (TwoTermRules.Holding(score), await Engine());
        if (theirs.Count != 30 || !ours.SequenceEqual(TwoTermRules.Holding(theirs)) || ours.Length is < 10 or > 20)
            throw new InvalidOperationException($"{string.Join(' ', ours)} are not {string.Join(' ', TwoTermRules.Holding(theirs))}");
    }

    /// <summary>The score of a lead, explained.</summary>
    [Benchmark(Baseline = true)]
    public Score Score() => Scorer.Score(sheet, Day);

    /// <summary>RulesEngine with an event for each rule that holds.</summary>
    [Benchmark]
    public ValueTask<List<RuleResultTree>> Engine() => engine.ExecuteAllRulesAsync(TwoTermRules.Workflow, new RuleParameter("input", TwoTermRules.Input));

    /// <summary>What has to be allocated: a score with as many reasons.</summary>
    [Benchmark]
    public Score OnlyTheReasons()
    {
        var made = new Reason[reasons];
        for (var index = 0; index < made.Length; index++) made[index] = new Reason("rule", Components.Fit, index);
        return new Score(1, 2, 3, 4, 5, null, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(made), Day, "v");
    }
}
