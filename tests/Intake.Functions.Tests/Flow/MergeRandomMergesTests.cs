using Intake.Accounts;
using Intake.Merging;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Undo random merges in any order.</summary>
public sealed class MergeRandomMergesTests
{
    private const string There = "piet@hoekstra-logistics.example", Third = "joke@hoekstra-parcels.example";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(22)]
    [InlineData(27)]
    [InlineData(31)]
    public async Task Random_merges_and_undoings_leave_no_trace(int seed)
    {
        var random = new Random(seed);
        string[] who = [There, Third, Merges.Ingrid, Merges.Kees, "anna@hoekstra-logistics.example", "info@hoekstra-parcels.example"];
        using var pipeline = await Pipeline.StartAsync(Some.Now, []);
        using var never = await Pipeline.StartAsync(Some.Now, []);
        List<MergeCommand> open = [];
        List<string> told = [];
        var n = 0;
        async Task SayAsync(string email)
        {
            n++;
            var each = Some.Whitepaper(n, Some.Now.AddDays(-random.Next(30, 60)).AddSeconds(n)).By(email) with { ReceivedAt = Some.Now.AddSeconds(n) };
            await pipeline.TakeAsync(each);
            await never.TakeAsync(each);
        }
        foreach (var email in who) await SayAsync(email);
        for (var step = 0; step < 12; step++)
        {
            var (one, other) = (who[random.Next(who.Length)], who[random.Next(who.Length)]);
            switch (random.Next(4))
            {
                case 0:
                    await SayAsync(one);
                    told.Add($"say {one}");
                    break;
                case 1:
                    if (await pipeline.AccountOfAsync(one) == await pipeline.AccountOfAsync(other)) break;
                    open.Add(await pipeline.MergeAccountsAsync(one, other, 100 + step));
                    told.Add($"account {one} -> {other}");
                    break;
                case 2:
                    if (one == other) break;
                    var state = (await pipeline.LoadAsync(await pipeline.AccountOfAsync(one))).State.Account;
                    if (Aliases.PersonOf(state, pipeline.PersonOf(one)) == Aliases.PersonOf(state, pipeline.PersonOf(other))) break;
                    open.Add(await pipeline.MergePersonsAsync(one, other, 100 + step));
                    told.Add($"person {one} -> {other}");
                    break;
                case 3:
                    if (open.Count == 0) break;
                    var at = random.Next(open.Count);
                    await pipeline.UndoAsync(open[at]);
                    told.Add($"undo {open[at].Source} -> {open[at].Target}");
                    await pipeline.DrainAsync();
                    if (await IsUndoneAsync(pipeline, open[at])) open.RemoveAt(at);
                    break;
            }
            await pipeline.DrainAsync();
        }
        var lifo = seed % 2 == 0;
        for (var tries = 0; open.Count > 0; tries++)
        {
            Assert.True(tries < 200, "Not everything can be undone.");
            var at = lifo ? open.Count - 1 : random.Next(open.Count);
            await pipeline.UndoAsync(open[at]);
            told.Add($"undo {open[at].Source} -> {open[at].Target}");
            await pipeline.DrainAsync();
            // One that a later merge stands on has to wait for that.
            if (await IsUndoneAsync(pipeline, open[at])) open.RemoveAt(at);
        }
        var (expected, actual) = (await never.PictureAsync(), await pipeline.PictureAsync());
        Assert.True(expected == actual, string.Join('\n', told) + "\n" + Merges.Difference(expected, actual));
        Assert.Empty(pipeline.Pump.Failures);
    }

    // What there was nothing of to merge has nothing to be undone.
    private static async Task<bool> IsUndoneAsync(Pipeline pipeline, MergeCommand merge) =>
        await pipeline.Get<AccountStore>().MergeAsync(merge.Source, merge.Id, default) is not { Progress.State: not (MergeState.Undone or MergeState.Cancelled) };
}
