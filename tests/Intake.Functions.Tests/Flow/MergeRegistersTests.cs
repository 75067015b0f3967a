using Intake.Accounts;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Restore what providers told when undoing.</summary>
public sealed class MergeRegistersTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task What_the_account_knew_from_nobody_is_there_again_after_an_undoing()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
        var (a, b) = (await pipeline.AccountOfAsync(There), await pipeline.AccountOfAsync(Merges.Ingrid));
        await TellAsync(pipeline, b, "100", pipeline.Now.AddDays(-2), "lookup-b");
        await TellAsync(pipeline, a, "50", pipeline.Now.AddDays(-1), "lookup-a");
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var after = await pipeline.PictureAsync();
        // The leads are scored anew, which the telling here did not do.
        Assert.Equal(Accounts(before), Accounts(after));
    }

    private static async Task TellAsync(Pipeline pipeline, string account, string staff, DateTimeOffset at, string by)
    {
        var loaded = await pipeline.LoadAsync(account);
        var state = loaded.State with { Account = loaded.State.Account with { Stated = loaded.State.Account.Stated.Merge([new(FactNames.LookedUp(FactNames.Staff), staff)], at, by) } };
        Assert.IsType<CommitResult.Committed>(await pipeline.Get<AccountStore>().CommitAsync(new AccountCommit { State = state }, loaded, default));
    }

    private static IEnumerable<string> Accounts(string picture) => picture.Split('\n').Where(line => line.StartsWith("account ", StringComparison.Ordinal));
}
