using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Keep the list as new as the account.</summary>
public sealed class MergeListsTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task The_list_says_what_the_account_says_whenever_a_newcomer_comes_in_between()
    {
        const string newcomer = "anna@hoekstra-logistics.example";
        List<int> wrong = [];
        for (var n = 1; ; n++)
        {
            using var pipeline = await Merges.StartAsync([Some.Whitepaper(1, Some.Now.AddDays(-40)).By(There), Some.Whitepaper(2, Some.Now.AddDays(-41))]);
            var (count, ran) = (0, false);
            await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
            pipeline.Storage.Pause = async (call, _) =>
            {
                if (ran || call.Service == "queue" || ++count != n) return;
                ran = true;
                await pipeline.TakeAsync(Some.Whitepaper(4, Some.Now.AddDays(-39)).By(newcomer));
            };
            await pipeline.DrainAsync();
            pipeline.Storage.Pause = null;
            if (!ran) break;
            await pipeline.RunUntilAsync(pipeline.Now.AddHours(2));
            foreach (var each in await pipeline.AccountsAsync())
                foreach (var (key, lead) in each.State.Leads)
                    if (pipeline.Storage.Rows(TableNames.Leads).Single(row => row.RowKey == Rows.LeadIndex(each.State.Account.Id, key)).GetInt32("Score") != lead.Score!.Total) wrong.Add(n);
        }
        Assert.Empty(wrong);
    }
}
