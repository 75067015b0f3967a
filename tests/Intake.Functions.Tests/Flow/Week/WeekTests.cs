using System.Diagnostics;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>A week of simulated time: no mail outside hours but to who is asked for, turns that are fair, every reminder and escalation exactly once, however often the timer dies.</summary>
public sealed class WeekTests(ITestOutputHelper output)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SCALE") == "full";

    [Fact]
    public async Task A_week_of_leads_goes_by_and_the_timer_dies_again_and_again()
    {
        var (seed, leads, restarts) = (20261022, IsFull ? 10_000 : 200, IsFull ? 1000 : 60);
        output.WriteLine($"seed {seed}");
        var watch = Stopwatch.StartNew();
        using var run = await WeekRun.FinishAsync(seed, leads, restarts);
        var ran = watch.Elapsed;
        var checks = new WeekChecks(run);
        checks.Check();
        var turns = new WeekTurns(run, checks.Handoffs);
        turns.Check();
        var figures = $"{leads} leads, {run.Provider.Taken.Count} mails, {string.Join(", ", checks.Steps.Select(step => $"{step.Value} {step.Key}"))}, {run.Answers.Count} answers, {run.Runs} runs of the timer, "
            + $"{run.Restarts} deaths ({run.DeathsAtMail} at a mail), {checks.StruckHandoffs} struck with {checks.StruckMails} more, {turns.Count} turns of which {turns.PassedBy} passed by who was full, {turns.MostOff:0.00} off at the most, {run.Pipeline.Storage.Calls.Count} calls, {ran.TotalSeconds:0.0} s and {(watch.Elapsed - ran).TotalSeconds:0.0} s";
        output.WriteLine(figures);
        Assert.True(run.Restarts >= restarts, figures);
        // While those who can take a turn stay the same it is less than one; they change with every absence, full day and change of hands.
        Assert.True(turns.MostOff < 1.1m, figures);
    }
}
