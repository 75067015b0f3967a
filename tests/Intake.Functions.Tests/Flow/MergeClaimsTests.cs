using Intake.Accounts;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Take a claim back with whom it came.</summary>
public sealed class MergeClaimsTests
{
    [Fact]
    public async Task Individuals_merged_as_accounts_part_again()
    {
        const string student = "someone@student.example-school.example";
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(Merges.Kees) with { Contact = new Contact { Email = Merges.Kees, FirstName = "K", LastName = "H", Company = "Hoekstra Transport" } }, Some.Whitepaper(2).By("other.person@gmail.com")]);
        var before = await pipeline.PictureAsync();
        Assert.Contains("\"claimed\"", before);
        var merge = await pipeline.MergeAccountsAsync(Merges.Kees, "other.person@gmail.com");
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var after = await pipeline.PictureAsync();
        Assert.True(before == after, student + Merges.Difference(before, after));
    }
}
