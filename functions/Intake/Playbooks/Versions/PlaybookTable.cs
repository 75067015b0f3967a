using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Playbooks.Versions;

/// <summary>The table <c>Playbooks</c>: who approved a version, and when it came into force.</summary>
public sealed class PlaybookTable(TableServiceClient tables)
{
    private const string Name = "Name", At = "At", Before = "Before", Command = "Command";

    private readonly TableClient table = tables.GetTableClient(TableNames.Playbooks);

    /// <summary>What is known of a version.</summary>
    public async Task<VersionRecord> OfAsync(string version, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {version} and RowKey lt {Rows.AfterApprovals}");
        return await ReadAsync(filter, cancellationToken) is var all && all.TryGetValue(version, out var record) ? record : VersionRecord.None;
    }

    /// <summary>What is known of every version, by version.</summary>
    public Task<ImmutableSortedDictionary<string, VersionRecord>> AllAsync(CancellationToken cancellationToken) => ReadAsync(TableClient.CreateQueryFilter($"RowKey lt {Rows.AfterApprovals}"), cancellationToken);

    /// <summary>Records that a side approved a version; of two the first stands.</summary>
    public async Task ApproveAsync(string version, GivenApproval approval, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(
                new TableEntity(version, Rows.Approval(approval.Side)) { [Name] = approval.Name, [At] = approval.At }, cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
        }
    }

    /// <summary>Records that a version came into force; the same again changes nothing.</summary>
    public Task ActivatedAsync(PlaybookPointer pointer, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(pointer.Version, Rows.Activation(pointer.From)) { [At] = pointer.From, [Before] = pointer.Before, [Command] = pointer.By },
        TableUpdateMode.Replace, cancellationToken);

    private async Task<ImmutableSortedDictionary<string, VersionRecord>> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, VersionRecord>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", Name, At], cancellationToken: cancellationToken))
        {
            var record = all.GetValueOrDefault(row.PartitionKey, VersionRecord.None);
            if (row.RowKey.StartsWith(Rows.ApprovalPrefix, StringComparison.Ordinal))
                record = record with { Approvals = record.Approvals.Add(new GivenApproval(row.RowKey[Rows.ApprovalPrefix.Length..], row.GetString(Name), row.GetDateTimeOffset(At)!.Value)) };
            else if (row.RowKey.StartsWith(Rows.ActivationPrefix, StringComparison.Ordinal))
                record = record with { Activations = record.Activations.Add(row.GetDateTimeOffset(At)!.Value) };
            else continue;
            all[row.PartitionKey] = record;
        }
        return all.ToImmutable();
    }
}

/// <summary>What is known of a version beside its files.</summary>
/// <param name="Approvals">One a side.</param>
/// <param name="Activations">When it came into force, the last time last. UTC.</param>
public sealed record VersionRecord(ImmutableArray<GivenApproval> Approvals, ImmutableArray<DateTimeOffset> Activations)
{
    /// <summary>Nothing.</summary>
    public static readonly VersionRecord None = new([], []);

    /// <summary>The sides that have to approve it still.</summary>
    public IEnumerable<string> Missing => Sides.All.Except(Approvals.Select(approval => approval.Side));
}

/// <summary>An approval that was given.</summary>
/// <param name="Side">Which of <see cref="Sides"/>.</param>
/// <param name="Name">Who gave it.</param>
/// <param name="At">When. UTC.</param>
public sealed record GivenApproval(string Side, string Name, DateTimeOffset At);

/// <summary>The sides of the agreement.</summary>
public static class Sides
{
    /// <summary>Both.</summary>
    public static readonly ImmutableArray<string> All = ["marketing", "sales"];
}
