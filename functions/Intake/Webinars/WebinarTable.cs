using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Webinars;

/// <summary>Who registered for a webinar, and what happened in it: a partition for each webinar and occurrence, in which rows are only ever added.</summary>
public sealed class WebinarTable(TableServiceClient tables, Documents documents)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Webinars);

    /// <summary>Keeps what a submission said; twice is once.</summary>
    public async Task RegisterAsync(WebinarOf webinar, Registrant registrant, CancellationToken cancellationToken)
    {
        var row = Rows.Registrant(registrant.Person, registrant.By);
        await table.UpsertEntityAsync(
            await documents.WriteAsync(webinar.Partition, row, registrant, IntakeJson.Default.Registrant, cancellationToken), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Keeps what happened; the first of the same event stays.</summary>
    public async Task AddAsync(string id, WebinarEvent happened, CancellationToken cancellationToken)
    {
        var entity = await documents.WriteAsync(
            happened.Webinar.Partition, Rows.Presence(id), happened, IntakeJson.Default.WebinarEvent, cancellationToken);
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
        }
        catch (RequestFailedException repeat) when (repeat.Status == 409)
        {
            // The provider told it before.
        }
    }

    /// <summary>All that is known of a webinar in one partition.</summary>
    public async Task<(ImmutableArray<Registrant> Registrants, ImmutableArray<WebinarEvent> Events)> LoadAsync(string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        var rows = await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return (await ReadAsync(rows, Rows.RegistrantPrefix, IntakeJson.Default.Registrant, cancellationToken),
            await ReadAsync(rows, Rows.PresencePrefix, IntakeJson.Default.WebinarEvent, cancellationToken));
    }

    private async Task<ImmutableArray<T>> ReadAsync<T>(List<TableEntity> rows, string prefix, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var row in rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)))
            found.Add(await documents.ReadAsync(row, type, cancellationToken));
        return found.ToImmutable();
    }
}
