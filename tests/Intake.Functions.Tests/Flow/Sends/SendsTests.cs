using System.Diagnostics;

namespace Intake.Functions.Tests.Flow.Sends;

/// <summary>Exactly once as far as the world allows, over many mails.</summary>
public sealed class SendsTests(ITestOutputHelper output)
{
    private const int Seed = 20260924;

    private static readonly (int Sends, int Handoffs) Count = Environment.GetEnvironmentVariable("SCALE") == "full" ? (90_000, 10_000) : (9_800, 200);

    [Fact]
    public async Task No_mail_is_lost_and_none_comes_twice_where_evidence_came_within_a_day()
    {
        var clock = Stopwatch.StartNew();
        using var run = await SendsRun.FinishAsync(Count.Sends, Count.Handoffs, Seed);
        output.WriteLine($"{Figures(run)}; {clock.Elapsed.TotalSeconds:0.0} s");
        var faults = SendsFaults.Of(run, Count.Handoffs).ToList();
        Assert.True(faults.Count == 0, $"Seed {Seed}, {faults.Count} faults: {string.Join('\n', faults.Take(20))}");
        Assert.True(run.SeenUnknown > Count.Sends / 100, $"Only {run.SeenUnknown} unknown ones were seen.");
    }

    private static string Figures(SendsRun run)
    {
        var (mails, attempts) = (run.Provider.Asked.Values, run.Provider.Asked.Values.SelectMany(asked => asked).ToList());
        return $"{mails.Count} mails, {attempts.Count} attempts, {attempts.Count(each => each.End == AttemptEnd.Lost)} answers lost "
            + $"({attempts.Count(each => each is { End: AttemptEnd.Lost, Taken: true })} of them taken), {attempts.Count(each => each.End == AttemptEnd.PutOff)} put off, "
            + $"{mails.Count(asked => asked.Count(each => each.Taken) > 1)} came twice for want of evidence, {run.SeenUnknown} seen unknown, until {run.Pipeline.Now:s}";
    }
}
