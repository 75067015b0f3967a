using Intake.Accounts;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Keep both entries of one instant.</summary>
public sealed class MergeTimelinesTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task What_happened_at_the_same_instant_in_both_accounts_stays_in_the_timeline()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
        await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();

        var page = await pipeline.Get<AccountStore>().TimelineAsync(await pipeline.AccountOfAsync(Merges.Ingrid), null, null, 50, default);
        Assert.Equal([Some.Id(1), Some.Id(2)], page.Entries.Where(entry => entry.Kind == TimelineKinds.Submission).Select(entry => entry.Reference!).Order());
    }
}
