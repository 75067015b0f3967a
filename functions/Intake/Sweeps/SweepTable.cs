using Azure;
using Azure.Data.Tables;
using Intake.Storage;
using System.Text.Json;

namespace Intake.Sweeps;

/// <summary>How far the lanes of passes are, in the table Playbooks.</summary>
public sealed class SweepTable(TableServiceClient tables)
{
    private const string Data = "Data";

    private readonly TableClient table = tables.GetTableClient(TableNames.Playbooks);

    /// <summary>How far a lane is, with its lock; null where it has not begun.</summary>
    public async Task<(SweepProgress Progress, ETag ETag)?> FindAsync(Sweep step, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(step.Group, RowOf(step), cancellationToken: cancellationToken);
        return found.HasValue ? (Read(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>All lanes of a pass that have begun.</summary>
    public async Task<IReadOnlyList<SweepProgress>> AllAsync(string kind, string group, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {group} and RowKey ge {Rows.Sweeps(kind)} and RowKey lt {Rows.AfterSweeps(kind)}");
        return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(Read).ToListAsync(cancellationToken);
    }

    /// <summary>Writes how far a lane is; false where somebody else did since <paramref name="etag"/>.</summary>
    public async Task<bool> PutAsync(Sweep step, SweepProgress progress, ETag? etag, CancellationToken cancellationToken)
    {
        var row = new TableEntity(step.Group, RowOf(step)) { [Data] = JsonSerializer.Serialize(progress, IntakeJson.Default.SweepProgress) };
        try
        {
            if (etag is { } known) await table.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancellationToken);
            else await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }

    private static string RowOf(Sweep step) => Rows.Sweep(step.Kind, step.Lane);

    private static SweepProgress Read(TableEntity row) => JsonSerializer.Deserialize(row.GetString(Data), IntakeJson.Default.SweepProgress)!;
}
