using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Lose no undoing that meets the next merge.</summary>
public sealed class MergeChainsTests
{
    private const string There = "piet@hoekstra-logistics.example", Third = "joke@hoekstra-parcels.example";

    [Fact]
    public async Task An_undoing_that_meets_the_next_merge_of_a_chain_on_its_way_is_not_lost()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(Third)]);
        var first = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.OrderDyingAsync(() => pipeline.MergeAccountsAsync(Merges.Ingrid, Third));
        await pipeline.UndoAsync(first);
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(60));

        Assert.Equal(first.Source, await pipeline.AccountOfAsync(There));
        Assert.Contains(pipeline.PersonOf(There), (await pipeline.LoadAsync(first.Source)).State.Account.Members.Keys);
    }

    [Fact]
    public async Task A_person_undoing_that_meets_the_next_merge_of_a_chain_on_its_way_is_not_lost()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(Third)]);
        var first = await pipeline.MergePersonsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.OrderDyingAsync(() => pipeline.MergePersonsAsync(Merges.Ingrid, Third));
        await pipeline.UndoAsync(first);
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(60));

        Assert.Equal(first.Source, await pipeline.AccountOfAsync(There));
        Assert.Contains(pipeline.PersonOf(There), (await pipeline.LoadAsync(first.Source)).State.Account.Members.Keys);
    }
}
