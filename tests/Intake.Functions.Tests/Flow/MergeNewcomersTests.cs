using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Take newcomers back wherever they died.</summary>
public sealed class MergeNewcomersTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task Wherever_a_newcomer_s_submission_dies_an_undoing_takes_them_back()
    {
        const string newcomer = "anna@hoekstra-logistics.example";
        using var never = await StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(newcomer)]);
        var expected = await never.PictureAsync();
        await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
                var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
                await pipeline.DrainAsync();
                await pipeline.SubmitAsync(Some.Whitepaper(3).By(newcomer));
                await pipeline.UndoAsync(merge);
                return pipeline;
            },
            (pipeline, struck) => Assert.True(expected == pipeline.PictureAsync().GetAwaiter().GetResult(), $"{struck}\n{Difference(expected, pipeline.PictureAsync().GetAwaiter().GetResult())}"));
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
