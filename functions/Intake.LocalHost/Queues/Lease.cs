using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Intake.LocalHost.Queues;

/// <summary>The hold on one message: invisible to others for a while, renewed at half time, until it is deleted or given back.</summary>
internal sealed partial class Lease(QueueClient queue, QueueMessage message, TimeSpan invisibility, ILogger logger)
{
    private string _receipt = message.PopReceipt;

    /// <summary>Runs <paramref name="work"/> and keeps the message meanwhile.</summary>
    internal async Task HoldAsync(Func<Task> work)
    {
        using var done = new CancellationTokenSource();
        var renewal = RenewAsync(done.Token);
        try
        {
            await work();
        }
        finally
        {
            await done.CancelAsync();
            // Only then is the receipt the last one.
            await renewal;
        }
    }

    internal Task DeleteAsync() => IgnoreLossAsync(() => queue.DeleteMessageAsync(message.MessageId, _receipt));

    /// <summary>Makes the message visible again after <paramref name="delay"/>.</summary>
    internal Task ReleaseAsync(TimeSpan delay) =>
        IgnoreLossAsync(() => queue.UpdateMessageAsync(message.MessageId, _receipt, visibilityTimeout: delay));

    private async Task RenewAsync(CancellationToken done)
    {
        while (await WaitAsync(invisibility / 2, done))
        {
            try
            {
                // Not cancelled: the receipt would be unknown.
                _receipt = (await queue.UpdateMessageAsync(
                    message.MessageId, _receipt, visibilityTimeout: invisibility, cancellationToken: CancellationToken.None)).Value.PopReceipt;
            }
            catch (RequestFailedException e) when (IsLoss(e))
            {
                Lost(logger, message.MessageId, queue.Name);
                return;
            }
            catch (RequestFailedException e)
            {
                NotRenewed(logger, message.MessageId, queue.Name, e);
            }
        }
    }

    private static async Task<bool> WaitAsync(TimeSpan delay, CancellationToken done)
    {
        await Task.Delay(delay, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !done.IsCancellationRequested;
    }

    // It came visible again and somebody else has it; functions may run twice, so there is nothing to undo.
    private async Task IgnoreLossAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RequestFailedException e) when (IsLoss(e))
        {
            Lost(logger, message.MessageId, queue.Name);
        }
    }

    private static bool IsLoss(RequestFailedException e) =>
        e.ErrorCode == QueueErrorCode.MessageNotFound || e.ErrorCode == QueueErrorCode.PopReceiptMismatch || e.ErrorCode == QueueErrorCode.QueueNotFound;

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of queue {Queue} is no longer ours")]
    private static partial void Lost(ILogger logger, string messageId, string queue);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of queue {Queue} could not be kept invisible")]
    private static partial void NotRenewed(ILogger logger, string messageId, string queue, Exception exception);
}
