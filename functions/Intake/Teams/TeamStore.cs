using System.Text.Json;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Teams;

/// <summary>Changes the team; only queue and timer functions do.</summary>
public sealed class TeamStore(TeamTable table, TeamRefresh refresh, PlaybookInForce playbooks, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 20;

    /// <summary>Carries out a change; the same one twice is a no-op. This instance works with the new team when it returns, others within a minute.</summary>
    /// <exception cref="OvertakenException">Others kept changing it; a later try will do.</exception>
    public async Task<TeamOutcome> ChangeAsync(ChangeTeamCommand command, CancellationToken cancellationToken)
    {
        var rules = playbooks.Current.Routing;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var found = await refresh.RunAsync(cancellationToken);
            var (next, outcome) = TeamDecision.Of(found.Team, command, rules, time.GetUtcNow());
            if (ReferenceEquals(next, found.Team)) return outcome;
            if (await table.CommitAsync(next, found.ETag, cancellationToken))
            {
                await refresh.RunAsync(cancellationToken);
                return outcome;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException("The team", MaxTries);
    }

    /// <summary>Notes that mail does not reach an account manager since an instant: leads go to others until the note, or the address, is changed.</summary>
    /// <param name="accountManager">Id of the account manager.</param>
    /// <param name="since">When that was found. UTC.</param>
    /// <param name="evidence">Id of what told it: the same evidence twice notes it once.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<TeamOutcome> UnreachableAsync(string accountManager, DateTimeOffset since, string evidence, CancellationToken cancellationToken) => ChangeAsync(
        new ChangeTeamCommand
        {
            Id = Keys.Id("unreachable", accountManager, evidence), At = since, Part = TeamParts.AccountManagers, Subject = accountManager,
            Value = JsonElement.Parse($$"""{"unreachableSince":"{{since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}"""),
        },
        cancellationToken);
}
