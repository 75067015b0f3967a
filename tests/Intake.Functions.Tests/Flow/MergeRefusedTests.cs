using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Take back what was refused too.</summary>
public sealed class MergeRefusedTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task What_was_refused_of_somebody_unknown_goes_back_too()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
        await pipeline.ProcessAsync(Some.Whitepaper(5).By("unknown@hoekstra-logistics.example") with { Tracked = true });
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var after = await pipeline.PictureAsync();
        Assert.True(before == after, Merges.Difference(before, after));
    }
}
