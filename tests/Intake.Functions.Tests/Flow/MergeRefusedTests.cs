using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Take back what was refused too.</summary>
public sealed class MergeRefusedTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task What_was_refused_of_somebody_unknown_goes_back_too()
    {
        using var pipeline = await StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
        await pipeline.ProcessAsync(Some.Whitepaper(5).By("unknown@hoekstra-logistics.example") with { Tracked = true });
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var after = await pipeline.PictureAsync();
        Assert.True(before == after, Difference(before, after));
    }

    private static string Difference(string one, string other) =>
        string.Join('\n', one.Split('\n').Except(other.Split('\n')).Concat(["---"]).Concat(other.Split('\n').Except(one.Split('\n'))));

    private static async Task<Pipeline> StartAsync(Submission[] history)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        foreach (var submission in history) await TakeAsync(pipeline, submission);
        return pipeline;
    }

    private static async Task TakeAsync(Pipeline pipeline, Submission submission)
    {
        await pipeline.SubmitAsync(submission);
        await pipeline.DrainAsync();
    }
}
