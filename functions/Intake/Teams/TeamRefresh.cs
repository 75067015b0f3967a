using Intake.Handoffs;
using Intake.Playbooks;
using Microsoft.Extensions.Logging;

namespace Intake.Teams;

/// <summary>Brings this instance to the team that the table holds. In the place of one that cannot be read the last valid one stays.</summary>
public sealed partial class TeamRefresh(TeamTable table, TeamInForce teams, PlaybookInForce playbooks, ILogger<TeamRefresh> logger) : IDisposable
{
    // A door, a handler and the timer may ask at once; an older answer must not replace a newer one.
    private readonly SemaphoreSlim turn = new(1);
    private readonly Team first = teams.Current;
    private long followed;

    /// <summary>Reads the team and follows it.</summary>
    public async Task<FoundTeam> RunAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var found = await table.ReadAsync(cancellationToken) ?? new FoundTeam(First, null);
            Follow(found.Team);
            return found;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private StoredTeam First => new()
    {
        Revision = 0,
        Team = first.Document ?? throw new InvalidOperationException("The first team was not read from a file."),
    };

    private void Follow(StoredTeam stored)
    {
        if (stored.Revision == followed) return;
        followed = stored.Revision;
        var (team, problems) = stored.Revision == 0 ? (first, []) : TeamDecision.Read(stored.Team, playbooks.Current.Routing);
        if (team is not null) teams.Put(team);
        if (!problems.IsEmpty) NotRight(logger, stored.Revision, team is not null, problems.Length, problems[0].Path);
    }

    [LoggerMessage(LogLevel.Error, "Revision {Revision} of the team (in force: {InForce}) has {Count} problems, the first at {Path}; GET /api/team tells all")]
    private static partial void NotRight(ILogger logger, long revision, bool inForce, int count, string path);
}
