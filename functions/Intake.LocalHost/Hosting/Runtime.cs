using System.Collections.Concurrent;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Queues;
using Intake.LocalHost.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Intake.LocalHost.Hosting;

/// <summary>Listens to queues and timers once the app serves HTTP, and ends in good order.</summary>
internal sealed class Runtime(FunctionCatalog catalog, Shutdown shutdown, IServiceProvider services) : IHostedLifecycleService
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
        _running[task] = 0;
        task.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private T Create<T>(FunctionInfo function) => ActivatorUtilities.CreateInstance<T>(services, function, function.Trigger);
}
