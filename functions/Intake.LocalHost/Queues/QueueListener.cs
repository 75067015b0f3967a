using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Intake.LocalHost.Queues;

/// <summary>Takes messages off the queue of one function, a batch at a time, as long as the host wants more.</summary>
internal sealed partial class QueueListener
{
    private readonly QueueClient _queue;
    private readonly QueueOptions _options;
    private readonly TimeSpan _invisibility;
    private readonly MessageProcessor _processor;
    private readonly Shutdown _shutdown;
    private readonly ILogger _logger;
    private readonly List<Task> _running = [];

    public QueueListener(
        FunctionInfo function, QueueTrigger trigger, HostJson host, QueueConnections connections, IConfiguration settings, Invoker invoker, Shutdown shutdown,
        ILogger<QueueListener> logger)
    {
        (_options, _shutdown, _logger) = (host.Queues, shutdown, logger);
        _invisibility = settings.GetValue("LocalHost:InFlightInvisibility", TimeSpan.FromMinutes(10));
        _queue = connections.Open(trigger.Connection, trigger.Queue);
        var poison = PoisonQueue.Exists(trigger.Queue) ? new PoisonQueue(connections.Open(trigger.Connection, trigger.Queue + PoisonQueue.Suffix)) : null;
        _processor = new MessageProcessor(function, _queue, poison, _options, _invisibility, invoker, shutdown, logger);
    }

    /// <summary>Ends when the host stops and all that was taken is done.</summary>
    internal async Task RunAsync()
    {
        await Task.Yield();
        for (var emptyPolls = 0; !_shutdown.StopTaking.IsCancellationRequested;)
        {
            var messages = await TakeAsync();
            _running.AddRange(messages.Select(_processor.ProcessAsync));
            emptyPolls = messages.Length > 0 ? 0 : emptyPolls + 1;
            if (emptyPolls > 0) await RestAsync(emptyPolls);
            await MakeRoomAsync();
        }

        await Task.WhenAll(_running);
    }

    // Not cancelled when the host stops: messages of which the answer is not awaited would stay invisible for long.
    private async Task<QueueMessage[]> TakeAsync()
    {
        try
        {
            return await _queue.ReceiveMessagesAsync(_options.BatchSize, _invisibility);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
#pragma warning disable CA1031 // storage may be away for a while in many ways; the next poll tries again
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotPolled(_logger, _queue.Name, e.GetType().Name, (e as RequestFailedException)?.ErrorCode);
            return [];
        }
    }

    private async Task RestAsync(int emptyPolls)
    {
#pragma warning disable CA5394 // spreads polls, keeps no secret
        var delay = Backoff.Delay(emptyPolls, _options.MaxPollingInterval, Random.Shared.NextDouble());
#pragma warning restore CA5394
        await Task.Delay(delay, _shutdown.StopTaking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task MakeRoomAsync()
    {
        _running.RemoveAll(task => task.IsCompleted);
        while (_running.Count > _options.Threshold)
        {
            await Task.WhenAny(_running);
            _running.RemoveAll(task => task.IsCompleted);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Queue {Queue} could not be read: {Error} {Code}")]
    private static partial void NotPolled(ILogger logger, string queue, string error, string? code);
}
