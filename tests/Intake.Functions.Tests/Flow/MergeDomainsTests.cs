using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Give domains back in any order of undoing.</summary>
public sealed class MergeDomainsTests
{
    private const string There = "piet@hoekstra-logistics.example", Third = "joke@hoekstra-parcels.example";

    [Fact]
    public async Task Domains_go_back_in_whatever_order_a_chain_is_undone()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(Third)]);
        var first = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        var second = await pipeline.MergeAccountsAsync(Merges.Ingrid, Third);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(first);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(second);
        await pipeline.DrainAsync();
        Assert.Equal(["hoekstra-transport.example"], (await pipeline.LoadAsync(second.Source)).State.Account.Domains);
    }
}
