using Intake.Accounts;
using Intake.Merging;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Move an account with many leads.</summary>
public sealed class MergeManyLeadsTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task An_account_with_many_leads_moves()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
        var account = await pipeline.AccountOfAsync(There);
        foreach (var part in Enumerable.Range(0, 24).Chunk(8))
        {
            var loaded = await pipeline.LoadAsync(account);
            var lead = loaded.State.Leads.Values.First();
            var state = part.Aggregate(loaded.State, (each, number) => each.With(lead with { Proposition = $"line-{number}" }));
            Assert.IsType<CommitResult.Committed>(await pipeline.Get<AccountStore>().CommitAsync(
                new AccountCommit { State = state, ChangedLeads = [.. part.Select(number => $"line-{number}:1")] }, loaded, default));
        }
        await pipeline.Get<Outbox>().FlushAgainAsync(account, default);
        var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(1));
        Assert.Equal(MergeState.Done, (await pipeline.Get<AccountStore>().ProgressAsync(merge.Source, merge.Id, default))!.State);
    }
}
