using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Intake.Tests.Storage;

internal static class Receiving
{
    /// <summary>Receives the message that must be there.</summary>
    public static async Task<QueueMessage> OneAsync(this QueueClient queue, TimeSpan? hidden = null)
    {
        QueueMessage? message = await queue.ReceiveMessageAsync(hidden);
        return message ?? throw new InvalidOperationException("The queue has no message.");
    }
}
