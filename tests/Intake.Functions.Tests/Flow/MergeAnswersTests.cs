using Intake.Accounts;
using Intake.Handoffs;
using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Keep answers that come while a lead moves.</summary>
public sealed class MergeAnswersTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task An_answer_that_comes_while_its_lead_is_on_the_way_is_carried_out()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(2)]);
        await pipeline.ProcessAsync(Some.Demo(1).By(There));
        var old = await pipeline.AccountOfAsync(There);
        var handoff = Assert.Single((await pipeline.LoadAsync(old)).State.Handoffs.Values);
        var merge = await pipeline.OrderDyingAsync(() => pipeline.MergeAccountsAsync(There, Merges.Ingrid));
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id), Account = old, At = pipeline.Now, Handoff = handoff.Id, Answer = "accept", By = handoff.AccountManager!,
        });
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(60));

        Assert.Equal("sal", (await pipeline.LoadAsync(merge.Target)).State.Latest("charging")!.Stage);
    }
}
