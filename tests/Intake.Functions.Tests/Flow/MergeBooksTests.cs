using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Give the book back when a merge is undone.</summary>
public sealed class MergeBooksTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task The_book_s_company_goes_back_with_the_account_that_brought_it()
    {
        var logistics = Some.Transport with { Id = "logistics", Name = "Hoekstra Logistics", Domains = ["hoekstra-logistics.example"] };
        using var pipeline = await Pipeline.StartAsync(Some.Now, [logistics]);
        await pipeline.TakeAsync(Some.Whitepaper(1).By(There));
        await pipeline.TakeAsync(Some.Whitepaper(2));
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var after = await pipeline.PictureAsync();
        Assert.True(before == after, Merges.Difference(before, after));
    }
}
