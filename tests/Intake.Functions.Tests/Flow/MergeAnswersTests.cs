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
        using var pipeline = await StartAsync([Some.Whitepaper(2)]);
        await pipeline.ProcessAsync(Some.Demo(1).By(There));
        var old = await pipeline.AccountOfAsync(There);
        var handoff = Assert.Single((await pipeline.LoadAsync(old)).State.Handoffs.Values);
        var merge = await OrderDyingAsync(pipeline, () => pipeline.MergeAccountsAsync(There, Merges.Ingrid));
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id), Account = old, At = pipeline.Now, Handoff = handoff.Id, Answer = "accept", By = handoff.AccountManager!,
        });
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(60));

        Assert.Equal("sal", (await pipeline.LoadAsync(merge.Target)).State.Latest("charging")!.Stage);
    }

    // The process dies at the first call after the persons were taken out; another one finishes ten minutes later.
    private static async Task<MergeCommand> OrderDyingAsync(Pipeline pipeline, Func<Task<MergeCommand>> order)
    {
        var merge = await order();
        pipeline.Storage.Pause = (_, _) =>
            pipeline.Storage.Rows(TableNames.Accounts).Any(row => row.RowKey == Rows.Merge(merge.Id)) ? throw new ProcessDiedException() : ValueTask.CompletedTask;
        await Assert.ThrowsAsync<ProcessDiedException>(pipeline.DrainAsync);
        pipeline.Storage.Pause = null;
        pipeline.Restart();
        return merge;
    }

    private static async Task<Pipeline> StartAsync(Submission[] history)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        foreach (var submission in history) await TakeAsync(pipeline, submission);
        return pipeline;
    }

    private static async Task TakeAsync(Pipeline pipeline, Submission submission)
    {
        await pipeline.SubmitAsync(submission);
        await pipeline.DrainAsync();
    }
}
