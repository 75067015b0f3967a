using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.LocalHost.Queues;

/// <summary>Takes one message to its end: deleted, given back, or moved to the poison queue.</summary>
internal sealed partial class MessageProcessor(
    FunctionInfo function, QueueClient queue, PoisonQueue? poison, QueueOptions options, TimeSpan invisibility, Invoker invoker, Shutdown shutdown, ILogger logger)
{
    /// <summary>Never throws: what fails here leaves the message to be seen again.</summary>
    internal async Task ProcessAsync(QueueMessage raw)
    {
        try
        {
            await ProcessAsync(raw, new Lease(queue, raw, invisibility, logger));
        }
#pragma warning disable CA1031 // whatever storage throws: the listener must live, and the message comes again by itself
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotCompleted(logger, raw.MessageId, queue.Name, e);
        }
    }

    private async Task ProcessAsync(QueueMessage raw, Lease lease)
    {
        if (shutdown.StopTaking.IsCancellationRequested)
        {
            await lease.ReleaseAsync(TimeSpan.Zero);
            return;
        }

        if (Decode(raw) is not { } message) await GiveUpAsync(lease, raw, poisonQueue => poisonQueue.PutUndecodableAsync(raw.Body.ToString()));
        else if (raw.DequeueCount > options.MaxDequeueCount) await GiveUpAsync(lease, raw);
        else await RunAsync(lease, raw, message);
    }

    private async Task RunAsync(Lease lease, QueueMessage raw, QueueMessage message)
    {
        var succeeded = false;
        await lease.HoldAsync(async () => succeeded = await SucceedsAsync(message));

        if (succeeded) await lease.DeleteAsync();
        else if (shutdown.GiveUp.IsCancellationRequested) await lease.ReleaseAsync(TimeSpan.Zero);
        else if (raw.DequeueCount >= options.MaxDequeueCount) await GiveUpAsync(lease, raw);
        // In a queue without a poison queue a message that failed stays invisible, or it would come round and round.
        else if (poison is not null) await lease.ReleaseAsync(options.VisibilityTimeout);
    }

    private async Task<bool> SucceedsAsync(QueueMessage message)
    {
        try
        {
            await invoker.InvokeAsync(function, message, MessageData.Of(message), http: null, CancellationToken.None);
            return true;
        }
#pragma warning disable CA1031 // whatever a function throws, logged by the invoker: its message is tried again
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private Task GiveUpAsync(Lease lease, QueueMessage raw) => GiveUpAsync(lease, raw, poisonQueue => poisonQueue.PutAsync(raw.Body.ToString()));

    private async Task GiveUpAsync(Lease lease, QueueMessage raw, Func<PoisonQueue, Task> put)
    {
        if (poison is null)
        {
            Left(logger, raw.MessageId, queue.Name);
            return;
        }

        await put(poison);
        await lease.DeleteAsync();
        Poisoned(logger, raw.MessageId, queue.Name, raw.DequeueCount);
    }

    private QueueMessage? Decode(QueueMessage raw)
    {
        if (!options.IsBase64) return raw;
        var text = raw.Body.ToString();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? QueuesModelFactory.QueueMessage(
                raw.MessageId, raw.PopReceipt, BinaryData.FromBytes(bytes.AsMemory(0, length)), raw.DequeueCount, raw.NextVisibleOn, raw.InsertedOn, raw.ExpiresOn)
            : null;
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of queue {Queue} was moved to its poison queue after {DequeueCount} tries")]
    private static partial void Poisoned(ILogger logger, string messageId, string queue, long dequeueCount);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of queue {Queue} failed for good and stays there: a poison queue has none of its own")]
    private static partial void Left(ILogger logger, string messageId, string queue);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of queue {Queue} was not completed and will be seen again")]
    private static partial void NotCompleted(ILogger logger, string messageId, string queue, Exception exception);
}
