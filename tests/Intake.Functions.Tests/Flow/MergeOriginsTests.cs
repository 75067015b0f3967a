using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Take back only those who came by the merge.</summary>
public sealed class MergeOriginsTests
{
    private const string There = "piet@hoekstra-logistics.example", Third = "joke@hoekstra-parcels.example";

    [Fact]
    public async Task Who_went_by_two_merges_and_back_by_one_is_not_taken_along_by_the_undoing_of_the_other()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(Third)]);
        var first = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        var second = await pipeline.MergeAccountsAsync(Merges.Ingrid, Third);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(first);
        await pipeline.DrainAsync();
        var third = await pipeline.MergeAccountsAsync(There, Third, 3);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(second);
        await pipeline.DrainAsync();

        Assert.Equal(second.Source, await pipeline.AccountOfAsync(Merges.Ingrid));
        Assert.Equal(third.Target, await pipeline.AccountOfAsync(There));
    }
}
