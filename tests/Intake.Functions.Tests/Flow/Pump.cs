using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Intake.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Does with the queues what the Functions host does: receives, runs the function, deletes; after a failure the message shows again 30 seconds
/// later, and after the eighth it goes to the poison queue.</summary>
internal sealed class Pump(Pipeline pipeline)
{
    public const int MaxDequeueCount = 8;

    private static readonly TimeSpan InFlight = TimeSpan.FromMinutes(10), AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>What the functions threw.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>Runs what can be seen, until nothing can.</summary>
    public async Task DrainAsync()
    {
        while (await StepAsync())
        {
        }
    }

    /// <summary>Takes one message of every queue; false when none had one.</summary>
    public async Task<bool> StepAsync()
    {
        var any = false;
        foreach (var (queue, run) in Functions())
        {
            if (!pipeline.Storage.Messages(queue).Any(message => message.NextVisible <= pipeline.Now)) continue;
            var client = pipeline.Storage.Queues.GetQueueClient(queue);
            if ((await client.ReceiveMessageAsync(InFlight)).Value is not { } message) continue;
            any = true;
            await HandleAsync(client, message, run);
        }
        return any;
    }

    /// <summary>Awaits what may wait for the clock, by turning it.</summary>
    public async Task FinishAsync(Task run)
    {
        while (!run.IsCompleted)
        {
            pipeline.Time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }
        await run;
    }

    private async Task HandleAsync(QueueClient queue, QueueMessage message, Func<BinaryData, Task> run)
    {
        try
        {
            await FinishAsync(run(message.Body));
        }
        catch (Exception failure) when (failure is not ProcessDiedException)
        {
            Failures.Add(failure);
            await PutBackAsync(queue, message);
            return;
        }
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    private async Task PutBackAsync(QueueClient queue, QueueMessage message)
    {
        if (message.DequeueCount < MaxDequeueCount || queue.Name.EndsWith(QueueNames.PoisonSuffix, StringComparison.Ordinal))
        {
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: AfterFailure);
            return;
        }
        await pipeline.Storage.Queues.GetQueueClient(queue.Name + QueueNames.PoisonSuffix)
            .SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1));
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    private IEnumerable<(string Queue, Func<BinaryData, Task> Run)> Functions()
    {
        var steps = new PipelineFunctions(
            Get<MessageProcessor>(), Get<Submissions.Sources.CallHandler>(), Get<Enrichment.EnrichHandler>(), Get<Scoring.ScoreHandler>(), Get<Commands.CommandHandler>(),
            Get<Sweeps.SweepHandler>(), Get<Outgoing.DeliveryHandler>());
        var poison = new PoisonFunctions(Get<DeadLetters.PoisonHandler>());
        return
        [
            (QueueNames.Calls, body => steps.CallAsync(body, default)),
            (QueueNames.Submissions, body => steps.EnrichAsync(body, default)),
            (QueueNames.Enriched, body => steps.ScoreAsync(body, default)),
            (QueueNames.Commands, body => steps.CommandAsync(body, default)),
            (QueueNames.Sweeps, body => steps.SweepAsync(body, default)),
            (QueueNames.Deliveries, body => steps.DeliverAsync(body, default)),
            (QueueNames.Calls + QueueNames.PoisonSuffix, body => poison.CallAsync(body, default)),
            (QueueNames.Submissions + QueueNames.PoisonSuffix, body => poison.EnrichAsync(body, default)),
            (QueueNames.Enriched + QueueNames.PoisonSuffix, body => poison.ScoreAsync(body, default)),
            (QueueNames.Commands + QueueNames.PoisonSuffix, body => poison.CommandAsync(body, default)),
            (QueueNames.Sweeps + QueueNames.PoisonSuffix, body => poison.SweepAsync(body, default)),
            (QueueNames.Deliveries + QueueNames.PoisonSuffix, body => poison.DeliverAsync(body, default)),
        ];
    }

    private T Get<T>() where T : notnull => pipeline.Get<T>();
}

/// <summary>The process died: nothing is caught, recorded or put back.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");
