using Intake.Accounts;
using Intake.Merging;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Say that a merge within an account is undone.</summary>
public sealed class MergeStatesTests
{
    [Fact]
    public async Task An_undone_merge_within_an_account_says_so()
    {
        const string other = "i.hoekstra@hoekstra-transport.example";
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(other), Some.Whitepaper(2)]);
        var merge = await pipeline.MergePersonsAsync(other, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();

        Assert.Equal(MergeState.Undone, (await pipeline.Get<AccountStore>().ProgressAsync(merge.Source, merge.Id, default))!.State);
    }
}
