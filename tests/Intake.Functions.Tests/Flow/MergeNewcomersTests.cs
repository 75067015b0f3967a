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
        using var never = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(newcomer)]);
        var expected = await never.PictureAsync();
        await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
                var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
                await pipeline.DrainAsync();
                await pipeline.SubmitAsync(Some.Whitepaper(3).By(newcomer));
                await pipeline.UndoAsync(merge);
                return pipeline;
            },
            (pipeline, struck) => Assert.True(expected == pipeline.PictureAsync().GetAwaiter().GetResult(), $"{struck}\n{Merges.Difference(expected, pipeline.PictureAsync().GetAwaiter().GetResult())}"));
    }
}
