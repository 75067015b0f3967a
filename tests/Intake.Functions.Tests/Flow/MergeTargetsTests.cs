using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Join no target that leaves while rows are copied.</summary>
public sealed class MergeTargetsTests
{
    private const string There = "piet@hoekstra-logistics.example", Third = "joke@hoekstra-parcels.example";

    [Fact]
    public async Task A_target_that_goes_elsewhere_while_rows_are_copied_is_not_joined()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2), Some.Whitepaper(3).By(Third)]);
        var (a, b, c) = (await pipeline.AccountOfAsync(There), await pipeline.AccountOfAsync(Merges.Ingrid), await pipeline.AccountOfAsync(Third));
        var second = new MergeCommand { Id = Keys.Id("second"), At = pipeline.Now, Evidence = MergeEvidence.Operator, Source = b, Target = c };
        var first = new MergeCommand { Id = Keys.Id("first"), At = pipeline.Now, Evidence = MergeEvidence.Operator, Source = a, Target = b };
        var ran = false;
        pipeline.Storage.Pause = async (_, _) =>
        {
            if (ran || !pipeline.Storage.Rows(TableNames.Accounts).Any(row => row.PartitionKey == b && row.RowKey == "z:submission:" + Some.Id(1))) return;
            ran = true;
            await pipeline.Get<MergeHandler>().HandleAsync(second, default);
        };
        await pipeline.OrderAsync(first);
        await pipeline.DrainAsync();
        pipeline.Storage.Pause = null;
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(30));
        await pipeline.SubmitAsync(Some.Whitepaper(9).By(There));
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(30));

        Assert.True(ran);
        Assert.Empty((await pipeline.LoadAsync(b)).State.Account.Members);
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.DeadLetters), row => row.PartitionKey == QueueNames.Enriched);
    }
}
