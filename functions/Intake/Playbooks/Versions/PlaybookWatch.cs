using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Playbooks.Versions;

/// <summary>Keeps this instance at the version in force: looks before anything runs, and then every 15 seconds.</summary>
internal sealed partial class PlaybookWatch(IServiceProvider services, TimeProvider time, ILogger<PlaybookWatch> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15), UntilRead = TimeSpan.FromSeconds(1);

    // Storage that does not answer must not stop the start: without it there is nothing to do for a playbook either.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private bool read, told;

    public async Task StartingAsync(CancellationToken cancellationToken) =>
        read = await TryAsync(services.GetRequiredService<PlaybookRefresh>(), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var refresh = services.GetRequiredService<PlaybookRefresh>();
        using var timer = new PeriodicTimer(read ? Every : UntilRead, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            read |= await TryAsync(refresh, stoppingToken);
            timer.Period = read ? Every : UntilRead;
        }
    }

    private async Task<bool> TryAsync(PlaybookRefresh refresh, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await refresh.RunAsync(either.Token);
            told = false;
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (!told) NotRead(logger, fault.GetType().Name);
            told = true;
            return false;
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "It could not be read which playbook is in force ({Fault}); the last one stays, and it is tried again")]
    private static partial void NotRead(ILogger logger, string fault);
}
