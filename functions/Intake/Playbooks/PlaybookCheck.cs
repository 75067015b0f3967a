using Intake.Handoffs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Playbooks;

/// <summary>Reads the playbook and the team at the start, so that a broken one stops the start and not the first lead.</summary>
public sealed partial class PlaybookCheck(IServiceProvider services, ILogger<PlaybookCheck> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var playbook = ((PlaybookInForce)services.GetService(typeof(PlaybookInForce))!).Current;
        var team = ((TeamInForce)services.GetService(typeof(TeamInForce))!).Current;
        InForce(logger, playbook.Version, team.ById.Count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Playbook {Version} is in force, with {AccountManagers} account managers")]
    private static partial void InForce(ILogger logger, string version, int accountManagers);
}
