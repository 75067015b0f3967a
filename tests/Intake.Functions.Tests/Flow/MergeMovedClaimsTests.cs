using Intake.Accounts;
using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Confirm a claim where the company went.</summary>
public sealed class MergeMovedClaimsTests
{
    private const string Third = "joke@hoekstra-parcels.example";

    [Fact]
    public async Task A_claim_is_confirmed_although_the_company_s_account_was_merged_into_another()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(2), Some.Whitepaper(1).By(Third),
            Some.Whitepaper(3).By(Merges.Kees) with { Contact = new Contact { Email = Merges.Kees, FirstName = "K", LastName = "H", Company = "Hoekstra Transport" } }]);
        await pipeline.MergeAccountsAsync(Merges.Ingrid, Third);
        await pipeline.DrainAsync();
        var account = (await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Kees))).State.Account;
        // As the door orders it.
        var target = Intake.Enrichment.Placing.AccountOf(account.Claimed!, pipeline.Get<Keys>());
        await pipeline.OrderAsync(new MergeCommand { Id = Keys.Id("confirm-claim", account.Id), At = pipeline.Now, Evidence = MergeEvidence.ConfirmedClaim, Source = account.Id, Target = target, Company = account.Claimed });
        await pipeline.RunUntilAsync(pipeline.Now.AddHours(1));
        Assert.Equal(await pipeline.AccountOfAsync(Third), await pipeline.AccountOfAsync(Merges.Kees));
    }
}
