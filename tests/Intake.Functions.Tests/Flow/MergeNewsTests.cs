

namespace Intake.Functions.Tests.Flow;

/// <summary>Tell no news of somebody who went back.</summary>
public sealed class MergeNewsTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task News_of_somebody_who_went_back_is_not_told_to_the_other_account_manager()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.ProcessAsync(Some.Demo(2).By(There));
        Assert.Equal(2, pipeline.Mails.Taken.Count);
        var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(5));
        Assert.Equal(2, pipeline.Mails.Taken.Count);
    }
}
