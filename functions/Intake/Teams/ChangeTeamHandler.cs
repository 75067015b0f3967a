using Microsoft.Extensions.Logging;

namespace Intake.Teams;

/// <summary>Carries out changes of the team.</summary>
public sealed partial class ChangeTeamHandler(TeamStore store, ILogger<ChangeTeamHandler> logger)
{
    /// <summary>Carries one out; the same one twice is a no-op.</summary>
    public async Task HandleAsync(ChangeTeamCommand command, CancellationToken cancellationToken)
    {
        var outcome = await store.ChangeAsync(command, cancellationToken);
        if (outcome.Outcome != TeamOutcomes.Done) NotDone(logger, command.Id, outcome.Outcome);
    }

    [LoggerMessage(LogLevel.Warning, "Command {CommandId} does not change the team: {Outcome}")]
    private static partial void NotDone(ILogger logger, string commandId, string outcome);
}
