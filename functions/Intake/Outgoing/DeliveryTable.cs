using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Outgoing;

/// <summary>The table <c>Deliveries</c>: a partition for each endpoint, with what it is told and whether it is there.</summary>
public sealed class DeliveryTable(TableServiceClient tables)
{
    private const string State = "State", Account = "Account", What = "What", At = "At", Attempt = "Attempt", Since = "Since", Failure = "Failure";
    private const string NotBefore = "NotBefore", DisabledAt = "DisabledAt", EnabledAt = "EnabledAt";

    private readonly TableClient table = tables.GetTableClient(TableNames.Deliveries);

    /// <summary>Adds a delivery; false where it was there before, which stays as it is.</summary>
    public async Task<bool> AddAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(Row(delivery), cancellationToken);
            return true;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Finds a delivery, with its lock; null for none.</summary>
    public async Task<(Delivery Delivery, ETag Tag)?> FindAsync(string endpoint, string id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(endpoint, id, cancellationToken: cancellationToken);
        return found.HasValue ? (Read(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>Writes how far a delivery is; where another run wrote meanwhile, that stands.</summary>
    public async Task UpdateAsync(Delivery delivery, ETag tag, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(Row(delivery), tag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException overtaken) when (overtaken.Status == 412)
        {
            // Two messages of one delivery: both were told the same.
        }
    }

    /// <summary>The deliveries of an endpoint in a state.</summary>
    public IAsyncEnumerable<Delivery> AllAsync(string endpoint, DeliveryState state, CancellationToken cancellationToken)
    {
        var word = state.ToString();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {endpoint} and State eq {word}");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(Read);
    }

    /// <summary>What is known of an endpoint.</summary>
    public async Task<EndpointState> EndpointAsync(string endpoint, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(endpoint, Rows.Endpoint, cancellationToken: cancellationToken);
        return found.HasValue ? new EndpointState(found.Value!.GetDateTimeOffset(DisabledAt), found.Value.GetDateTimeOffset(EnabledAt)) : new EndpointState();
    }

    /// <summary>Writes what is known of an endpoint.</summary>
    public Task PutEndpointAsync(string endpoint, EndpointState state, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(endpoint, Rows.Endpoint) { [DisabledAt] = state.DisabledAt, [EnabledAt] = state.EnabledAt }, TableUpdateMode.Replace, cancellationToken);

    private static TableEntity Row(Delivery delivery) => new(delivery.Endpoint, delivery.Id)
    {
        [State] = delivery.State.ToString(), [Account] = delivery.Account, [What] = delivery.What.ToString(), [At] = delivery.At,
        [Attempt] = delivery.Attempt, [Since] = delivery.Since, [Failure] = delivery.Failure, [NotBefore] = delivery.NotBefore,
    };

    private static Delivery Read(TableEntity row) => new(
        row.PartitionKey, row.RowKey, row.GetString(Account), Happening.Parse(row.GetString(What))!, row.GetDateTimeOffset(At)!.Value)
    {
        State = Enum.Parse<DeliveryState>(row.GetString(State)), Attempt = row.GetInt32(Attempt)!.Value, Since = row.GetDateTimeOffset(Since)!.Value,
        Failure = row.GetString(Failure), NotBefore = row.GetDateTimeOffset(NotBefore),
    };
}
