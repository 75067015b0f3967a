using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Let an undoing that was put back be ordered again.</summary>
public sealed class MergePutBackTests
{
    private const string There = "piet@hoekstra-logistics.example", Newcomer = "anna@hoekstra-logistics.example";

    [Fact]
    public async Task An_undoing_that_was_put_back_can_be_ordered_again()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(3).By(Newcomer), Some.Whitepaper(2)]);
        var person = await pipeline.MergePersonsAsync(Newcomer, Merges.Ingrid);
        await pipeline.DrainAsync();
        var account = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(person);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(account);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(person);
        await pipeline.DrainAsync();
        Assert.Equal(person.Source, await pipeline.AccountOfAsync(Newcomer));
    }
}
