using Intake.Merging;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Keep testers out of real accounts.</summary>
public sealed class MergeTesterMergesTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task A_tester_is_not_merged_with_somebody_real()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(2));
        await pipeline.ProcessAsync(Some.Demo(1).By(There) with { Tester = "tester@lichtveld.example" });
        var tester = pipeline.Storage.Rows(TableNames.Accounts).First(row => row.RowKey == "account" && row.GetBoolean("Test") is true).PartitionKey;
        var merge = new MergeCommand { Id = Keys.Id("tester"), At = pipeline.Now, Evidence = MergeEvidence.Operator, Source = tester, Target = await pipeline.AccountOfAsync(Merges.Ingrid) };
        await pipeline.OrderAsync(merge);
        await pipeline.DrainAsync();
        Assert.Single((await pipeline.LoadAsync(merge.Target)).State.Account.Members);
    }
}
