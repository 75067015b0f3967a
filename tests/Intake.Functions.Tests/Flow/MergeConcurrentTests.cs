using Intake.Accounts;
using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>A run that another one overtook.</summary>
public sealed class MergeConcurrentTests
{
    private const string There = "piet@hoekstra-logistics.example";

    // The queue delivers the merge twice; while the slower run is between two calls, the other ends it and it is undone.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_was_overtaken_by_the_merge_and_its_undoing_changes_nothing(bool person)
    {
        List<string> wrong = [];
        for (var n = 1; ; n++)
        {
            using var pipeline = await Pipeline.StartAsync(Some.Now, []);
            foreach (var each in new[] { Some.Whitepaper(1, Some.Now.AddDays(-40)).By(There), Some.Whitepaper(2, Some.Now.AddDays(-41)) })
            {
                await pipeline.SubmitAsync(each);
                await pipeline.DrainAsync();
            }
            var before = await pipeline.PictureAsync();
            var merge = person ? await pipeline.MergePersonsAsync(There, Merges.Ingrid) : await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
            var (count, ran) = (0, false);
            pipeline.Storage.Pause = async (call, _) =>
            {
                if (ran || call.Service == "queue" || ++count != n) return;
                ran = true;
                await pipeline.OrderAsync(merge);
                await pipeline.Pump.DrainAsync();
                await pipeline.UndoAsync(merge);
                await pipeline.Pump.DrainAsync();
            };
            await pipeline.DrainAsync();
            pipeline.Storage.Pause = null;
            if (!ran) break;
            await pipeline.RunUntilAsync(pipeline.Now.AddHours(2));
            var after = await pipeline.PictureAsync();
            if (before != after) wrong.Add($"{n}:\n{string.Join('\n', before.Split('\n').Except(after.Split('\n')).Concat(["---"]).Concat(after.Split('\n').Except(before.Split('\n'))).Select(l => l[..Math.Min(160, l.Length)]))}");
            if (pipeline.Storage.Rows(TableNames.DeadLetters).Any(row => row.PartitionKey == QueueNames.Commands)) wrong.Add($"{n} dead");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
