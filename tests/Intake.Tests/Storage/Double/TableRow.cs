using System.Collections.Immutable;

namespace Intake.Tests.Storage;

/// <summary>Order of rows: by partition, then by row key, both by code unit.</summary>
internal readonly record struct RowId(string PartitionKey, string RowKey) : IComparable<RowId>
{
    public int CompareTo(RowId other)
    {
        var partition = string.CompareOrdinal(PartitionKey, other.PartitionKey);
        return partition != 0 ? partition : string.CompareOrdinal(RowKey, other.RowKey);
    }
}

/// <summary>An entity. Values are string, int, long, bool, double, DateTimeOffset, Guid or byte[]; there are no nulls.</summary>
internal sealed record TableRow(RowId Id, ImmutableSortedDictionary<string, object> Properties, DateTimeOffset Timestamp)
{
    public string ETag => $"W/\"datetime'{Uri.EscapeDataString(EntityJson.Write(Timestamp))}'\"";

    /// <summary>Value of a property, the system's own among them.</summary>
    public object? this[string name] => name switch
    {
        "PartitionKey" => Id.PartitionKey,
        "RowKey" => Id.RowKey,
        "Timestamp" => Timestamp,
        _ => Properties.GetValueOrDefault(name),
    };
}
