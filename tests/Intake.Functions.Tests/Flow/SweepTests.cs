using System.Collections.Immutable;
using Intake.Storage;
using Intake.Sweeps;
using Microsoft.Extensions.Options;

namespace Intake.Functions.Tests.Flow;

/// <summary>Lanes of a pass go on to their end.</summary>
public sealed class SweepTests
{
    private static readonly Sweep First = new() { Id = "", Kind = "test", Group = "group", Lane = 0, Lanes = 1, After = "00" };

    [Fact]
    public async Task A_step_that_begins_while_the_one_before_it_is_noted_as_put_goes_on()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var table = pipeline.Get<SweepTable>();
        var sweeps = HandlerOf(pipeline, async step =>
        {
            if (step.Step == 1) Assert.True(await table.PutAsync(step, (await table.FindAsync(step, default))!.Value.Progress with { IsPut = true }, (await table.FindAsync(step, default))!.Value.ETag, default));
        });

        await sweeps.HandleAsync(First, default);
        await sweeps.HandleAsync(First with { Step = 1, After = "10" }, default);

        Assert.Equal(2, Assert.Single(await table.AllAsync("test", "group", default)).Step);
        Assert.Equal([1, 2], Steps(pipeline));
    }

    [Fact]
    public async Task A_step_whose_note_was_written_by_a_try_that_heard_no_answer_goes_on()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var table = pipeline.Get<SweepTable>();
        var sweeps = HandlerOf(pipeline, async step =>
        {
            if (step.Step == 1 && await table.FindAsync(step, default) is { } now) await table.PutAsync(step, now.Progress.With(Slice(step)), now.ETag, default);
        });

        await sweeps.HandleAsync(First, default);
        await sweeps.HandleAsync(First with { Step = 1, After = "10" }, default);

        Assert.Equal(2, Assert.Single(await table.AllAsync("test", "group", default)).Step);
        Assert.Equal([1, 2], Steps(pipeline));
    }

    private static SweepHandler HandlerOf(Pipeline pipeline, Func<Sweep, Task> meanwhile) =>
        new([new Work(meanwhile)], pipeline.Get<SweepTable>(), pipeline.Get<MessageQueue>(), Options.Create(new SweepOptions { Lanes = 1 }));

    private static SweepSlice Slice(Sweep step) => new($"{step.Step + 1}0", ImmutableSortedDictionary<string, int>.Empty, []);

    private static IEnumerable<int> Steps(Pipeline pipeline) => pipeline.Storage.Messages(QueueNames.Sweeps)
        .Select(message => System.Text.Json.JsonSerializer.Deserialize(message.Decoded, IntakeJson.Default.EnvelopeSweep)!.Items.Single().Step).Order();

    private sealed class Work(Func<Sweep, Task> meanwhile) : ISweepWork
    {
        public string Kind => "test";

        public async Task<SweepSlice> RunAsync(Sweep step, CancellationToken cancellationToken)
        {
            await meanwhile(step);
            return Slice(step);
        }

        public Task FinishAsync(string group, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
