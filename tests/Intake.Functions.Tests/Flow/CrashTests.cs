using Intake.Commands;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Every call to storage goes wrong once in every way, and the process dies there; what is redelivered to the next one ends as if nothing had happened.</summary>
public sealed class CrashTests
{
    private static readonly FaultKind[] Kinds = [FaultKind.Before, FaultKind.After, FaultKind.LoseAnswer];

    [Fact]
    public async Task However_a_call_fails_the_end_is_the_same()
    {
        var steps = await RunAsync(0, FaultKind.Before, dies: false);
        Assert.InRange(steps.Calls, 30, 40);
        foreach (var kind in Kinds)
            for (var n = 1; n <= steps.Calls; n++) AssertSame(steps, await RunAsync(n, kind, dies: false));
    }

    [Fact]
    public async Task Wherever_the_process_dies_the_end_is_the_same()
    {
        var steps = await RunAsync(0, FaultKind.Before, dies: true);
        foreach (var kind in Kinds)
            for (var n = 1; n <= steps.Calls; n++) AssertSame(steps, await RunAsync(n, kind, dies: true));
    }

    private static void AssertSame(End expected, End actual)
    {
        Assert.True(actual.Struck is not null, "The fault found no call.");
        // Nobody can know whether a mail left whose record did not: after the stated wait it is sent again, and that is all that may differ.
        var unknown = actual is { Struck: { Operation: "table:replace", Resource: TableNames.Mails, Fault: FaultKind.Before } };
        Assert.Equal((actual.Struck, unknown ? 2 : 1), (actual.Struck, actual.Mails));
        Assert.Equal((actual.Struck, expected.State), (actual.Struck, actual.State));
    }

    /// <summary>One demo request, from the queue to the mail and sales' answer, with the n-th call going wrong; 0 for none.</summary>
    private static async Task<End> RunAsync(int n, FaultKind kind, bool dies)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport with { Owner = null, Postcode = null }]);
        await pipeline.SubmitAsync(Some.Demo(1));
        var mark = pipeline.Storage.Mark();
        var crash = new Crash(pipeline, n, kind, dies);

        await SettleAsync(pipeline, crash);
        await crash.SurviveAsync(() => AcceptAsync(pipeline));
        if (pipeline.NextDue() is null) await AcceptAsync(pipeline);
        await SettleAsync(pipeline, crash);

        pipeline.AssertAtRest();
        Assert.All(pipeline.Mails.Taken, mail => Assert.Equal(pipeline.Mails.Taken[0].Id, mail.Id));
        return new End(pipeline.Storage.CountSince(mark), crash.Struck, pipeline.Mails.Taken.Count, await StateAsync(pipeline));
    }

    // Redelivery, further runs of the timer, and the wait for a mail of unknown outcome.
    private static async Task SettleAsync(Pipeline pipeline, Crash crash)
    {
        for (var round = 0; round < 40 && pipeline.NextDue() is { } due; round++)
            await crash.SurviveAsync(() => pipeline.RunUntilAsync(due > pipeline.Now ? due : pipeline.Now));
    }

    // The door answers 503 where the put fails, and is knocked at again.
    private static async Task AcceptAsync(Pipeline pipeline)
    {
        var account = Assert.Single(await pipeline.AccountsAsync()).State;
        var handoff = Assert.Single(account.Handoffs.Values);
        Command command = new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id), Account = account.Account.Id, At = Some.Now, Handoff = handoff.Id, Answer = "accept", By = handoff.AccountManager!,
        };
        await pipeline.Get<MessageQueue>().PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, default);
    }

    private static async Task<string> StateAsync(Pipeline pipeline)
    {
        var account = Assert.Single(await pipeline.AccountsAsync());
        var lead = Assert.Single(account.State.Leads.Values);
        var handoff = Assert.Single(account.State.Handoffs.Values);
        var record = Assert.Single(pipeline.Records());
        var index = Assert.Single(pipeline.Storage.Rows(TableNames.Leads));
        var moves = string.Join(' ', pipeline.Storage.Rows(TableNames.StageChanges).Select(move => $"{move.GetString("From")}>{move.GetString("To")}"));
        Assert.Single(pipeline.Storage.Rows(TableNames.Routing));
        Assert.Equal(1, lead.Persons.Values.Single().Buckets.Values.Single().Values.Single());
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.DeadLetters), row => row.PartitionKey != "failure");
        return $"{record.Outcome} {lead.Stage} {lead.Score!.Total} {handoff.State} {handoff.AccountManager} {handoff.RoutedBy} "
            + $"{index.GetString("Stage")} {index.GetInt32("Score")} {moves} {Assert.Single(pipeline.Storage.Rows(TableNames.Mails)).GetString("State")}";
    }

    private sealed record End(int Calls, StorageCall? Struck, int Mails, string State);

    /// <summary>Makes the n-th call from now go wrong; where the process dies of it, every later call fails too until the next process starts.</summary>
    private sealed class Crash
    {
        private readonly Pipeline pipeline;
        private bool dead;

        public Crash(Pipeline pipeline, int n, FaultKind kind, bool dies)
        {
            this.pipeline = pipeline;
            var left = n;
            pipeline.Storage.Pause = (_, _) => dead ? throw new ProcessDiedException() : ValueTask.CompletedTask;
            pipeline.Storage.Fail(call =>
            {
                if (--left != 0) return null;
                (Struck, dead) = (call, dies);
                return kind;
            });
        }

        public StorageCall? Struck { get; private set; }

        public async Task SurviveAsync(Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (Exception) when (Struck is not null)
            {
                // The fault itself, in the pump or the timer: the host logs it and goes on, or is dead.
            }
            if (!dead) return;
            dead = false;
            pipeline.Restart();
        }
    }
}
