using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Teams;

/// <summary>The table <c>Team</c>: one row with the whole team, once it was changed; until then the team is that of the file.</summary>
public sealed class TeamTable(TableServiceClient tables, Documents documents)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Team);

    /// <summary>Reads it; null while there is none.</summary>
    public async Task<FoundTeam?> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Rows.Team, Rows.Team, cancellationToken: cancellationToken);
        return row.HasValue ? new FoundTeam(await documents.ReadAsync(row.Value!, IntakeJson.Default.StoredTeam, cancellationToken), row.Value!.ETag) : null;
    }

    /// <summary>Commits it; false when somebody else has in between.</summary>
    public async Task<bool> CommitAsync(StoredTeam team, ETag? was, CancellationToken cancellationToken)
    {
        var row = await documents.WriteAsync(Rows.Team, Rows.Team, team, IntakeJson.Default.StoredTeam, cancellationToken);
        try
        {
            if (was is { } etag) await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken);
            else await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }
}

/// <summary>The team as it was found; <paramref name="ETag"/> is null while it is that of the file.</summary>
public sealed record FoundTeam(StoredTeam Team, ETag? ETag);
