using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Storage;

/// <summary>Keeps this instance at something that is kept in storage and changes now and then: reads it before anything runs, and then again and again.</summary>
/// <param name="what">What it is, for the log.</param>
/// <param name="every">How often it is read.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told once when it cannot be read.</param>
internal abstract partial class Watch(string what, TimeSpan every, TimeProvider time, ILogger logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan UntilRead = TimeSpan.FromSeconds(1);

    // Storage that does not answer must not stop the start: without it there is nothing to do for what is read either.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private bool read, told;

    /// <summary>Reads it.</summary>
    protected abstract Task RefreshAsync(CancellationToken cancellationToken);

    public async Task StartingAsync(CancellationToken cancellationToken) => read = await TryAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(read ? every : UntilRead, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            read |= await TryAsync(stoppingToken);
            timer.Period = read ? every : UntilRead;
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await RefreshAsync(either.Token);
            told = false;
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (!told) NotRead(logger, what, fault.GetType().Name);
            told = true;
            return false;
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "{What} could not be read ({Fault}); the last one stays, and it is tried again")]
    private static partial void NotRead(ILogger logger, string what, string fault);
}
