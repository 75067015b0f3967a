using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Teams;

/// <summary>Keeps this instance at the team in force: looks before anything runs, and then twice a minute.</summary>
internal sealed partial class TeamWatch(IServiceProvider services, TimeProvider time, ILogger<TeamWatch> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30), UntilRead = TimeSpan.FromSeconds(1);

    // Storage that does not answer must not stop the start: without it there is nobody to hand a lead to either.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private bool read, told;

    public async Task StartingAsync(CancellationToken cancellationToken) =>
        read = await TryAsync(services.GetRequiredService<TeamRefresh>(), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var refresh = services.GetRequiredService<TeamRefresh>();
        using var timer = new PeriodicTimer(read ? Every : UntilRead, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            read |= await TryAsync(refresh, stoppingToken);
            timer.Period = read ? Every : UntilRead;
        }
    }

    private async Task<bool> TryAsync(TeamRefresh refresh, CancellationToken cancellationToken)
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

    [LoggerMessage(LogLevel.Warning, "The team could not be read ({Fault}); the last one stays, and it is tried again")]
    private static partial void NotRead(ILogger logger, string fault);
}
