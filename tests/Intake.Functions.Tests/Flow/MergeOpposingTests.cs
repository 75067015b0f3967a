using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Lose no rows when opposite merges are put back.</summary>
public sealed class MergeOpposingTests
{
    private const string There = "piet@hoekstra-logistics.example", Third = "joke@hoekstra-parcels.example";

    [Fact]
    public async Task Opposite_merges_of_accounts_lose_nobody_and_nothing()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
        var here = await pipeline.AccountOfAsync(There);
        var smaller = await pipeline.OrderDyingAsync(() => pipeline.MergeAccountsAsync(There, Merges.Ingrid));
        for (var number = 2; ; number++)
            if (string.CompareOrdinal(Keys.Id("test-merge-accounts", Merges.Ingrid, $"{number}"), smaller.Id) > 0)
            {
                await pipeline.MergeAccountsAsync(Merges.Ingrid, There, number);
                break;
            }
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(30));

        Assert.Equal(2, (await pipeline.AccountsAsync()).Sum(account => account.State.Account.Members.Count));
        var rows = pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.GetString("MovedTo") is null).Select(row => row.RowKey).ToList();
        Assert.Contains("z:submission:" + Some.Id(1), rows);
        Assert.Contains("z:submission:" + Some.Id(2), rows);
        Assert.Contains("person:" + pipeline.PersonOf(There), rows);
        Assert.Contains("person:" + pipeline.PersonOf(Merges.Ingrid), rows);
    }

    [Fact]
    public async Task Three_merges_in_a_ring_end()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(Third)]);
        var (a, b, c) = (await pipeline.AccountOfAsync(There), await pipeline.AccountOfAsync(Merges.Ingrid), await pipeline.AccountOfAsync(Third));
        MergeCommand Of(string name, string from, string to) => new() { Id = Keys.Id(name), At = pipeline.Now, Evidence = MergeEvidence.Operator, Source = from, Target = to };
        foreach (var each in new[] { Of("1", a, b), Of("2", b, c), Of("3", c, a) })
        {
            await pipeline.OrderAsync(each);
            pipeline.Storage.Pause = (_, _) => pipeline.Storage.Rows(TableNames.Accounts).Any(row => row.RowKey == Rows.Merge(each.Id)) ? throw new ProcessDiedException() : ValueTask.CompletedTask;
            // The last one does not begin before what it is to join has arrived.
            var died = await Record.ExceptionAsync(pipeline.DrainAsync);
            Assert.True(died is ProcessDiedException || (died is null && each.Source == c));
            pipeline.Storage.Pause = null;
            pipeline.Restart();
        }
        await pipeline.RunUntilAsync(pipeline.Now.AddHours(8));
        var accounts = (await pipeline.AccountsAsync()).Select(each => each.State.Account).ToList();
        Assert.Equal(3, accounts.Sum(each => each.Members.Count));
        Assert.DoesNotContain(accounts, each => each.Moved is { Done: false });
        Assert.Equal(3, pipeline.Storage.Rows(TableNames.Accounts).Count(row => row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal) && row.GetString("MovedTo") is null));
        Assert.Equal(3, pipeline.Storage.Rows(TableNames.Accounts).Count(row => row.RowKey.StartsWith("person:", StringComparison.Ordinal) && row.GetString("MovedTo") is null));
        pipeline.AssertAtRest();
    }
}
