using Intake.Accounts;
using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>What a claim lent goes with it.</summary>
public sealed class MergeRefusedClaimsTests
{
    [Fact]
    public async Task A_claim_that_was_refused_is_used_for_nothing_any_more()
    {
        using var never = await StartAsync(null);
        using var pipeline = await StartAsync("Hoekstra Transport");
        var before = (await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Kees))).State;
        var account = before.Account;
        await pipeline.OrderAsync(new RefuseClaimCommand { Id = Keys.Id("refuse"), At = pipeline.Now, Account = account.Id, Company = account.Claimed!.Id });
        await pipeline.DrainAsync();

        var state = (await pipeline.LoadAsync(account.Id)).State;
        Assert.Null(state.Account.Claimed);
        Assert.Null(state.Account.Stated.Of(FactNames.Staff));
        Assert.True(before.Latest("energy")!.Score!.Total > state.Latest("energy")!.Score!.Total);
        Assert.Equal((await never.LoadAsync(account.Id)).State.Latest("energy")!.Score!.Total, state.Latest("energy")!.Score!.Total);
    }

    private static async Task<Pipeline> StartAsync(string? company)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(Some.Whitepaper(1) with { Contact = new Contact { Email = Merges.Kees, FirstName = "Kees", LastName = "Hoekstra", Company = company } });
        await pipeline.DrainAsync();
        return pipeline;
    }
}
