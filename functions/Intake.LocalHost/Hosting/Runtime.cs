using System.Collections.Concurrent;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Queues;
using Intake.LocalHost.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.LocalHost.Hosting;

/// <summary>Listens to queues and timers once the app serves HTTP, and ends in good order.</summary>
internal sealed partial class Runtime(
    FunctionCatalog catalog, Shutdown shutdown, IHostApplicationLifetime lifetime, ILogger<Runtime> logger, IServiceProvider services) : IHostedLifecycleService
{
    private readonly ConcurrentDictionary<Task, byte> _running = [];

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var function in catalog.Functions.Where(function => !function.IsDisabled))
        {
            switch (function.Trigger)
            {
                case QueueTrigger: Track(Create<QueueListener>(function).RunAsync()); break;
                case TimerTrigger: Track(Create<TimerListener>(function).RunAsync()); break;
            }
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        shutdown.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Keeps the host from ending before <paramref name="task"/> does.</summary>
    internal void Track(Task task)
    {
        var watched = WatchAsync(task);
        _running[watched] = 0;
        watched.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    // A listener deals with what functions and storage do; anything else must not leave a host that seems to be well.
    private async Task WatchAsync(Task task)
    {
        try
        {
            await task;
        }
#pragma warning disable CA1031 // whatever it is
        catch (Exception e)
#pragma warning restore CA1031
        {
            Broken(logger, e);
            lifetime.StopApplication();
        }
    }

    private T Create<T>(FunctionInfo function) => ActivatorUtilities.CreateInstance<T>(services, function, function.Trigger);

    [LoggerMessage(LogLevel.Critical, "A listener broke; the host stops")]
    private static partial void Broken(ILogger logger, Exception exception);
}
