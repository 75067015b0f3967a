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
        using var pipeline = await StartAsync([Some.Whitepaper(1).By(Merges.Kees) with { Contact = new Contact { Email = Merges.Kees, FirstName = "K", LastName = "H", Company = "Hoekstra Transport" } }, Some.Whitepaper(2).By("other.person@gmail.com")]);
        var before = await pipeline.PictureAsync();
        Assert.Contains("\"claimed\"", before);
        var merge = await pipeline.MergeAccountsAsync(Merges.Kees, "other.person@gmail.com");
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var after = await pipeline.PictureAsync();
        Assert.True(before == after, student + Difference(before, after));
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
