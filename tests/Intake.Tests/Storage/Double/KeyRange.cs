namespace Intake.Tests.Storage;

/// <summary>The keys within one partition that a filter can let through at all: as Azure does, a query then looks at no others.</summary>
internal sealed record KeyRange(string Partition, string From, string? Before)
{
    public RowId First => new(Partition, From);

    /// <summary>Reads it off a filter; null for one that is not about one partition.</summary>
    public static KeyRange? Of(Filter filter)
    {
        var compared = Conjuncts(filter).ToList();
        return Keys("PartitionKey", "eq").FirstOrDefault() is { } partition
            ? new KeyRange(partition, Keys("RowKey", "eq", "ge", "gt").Max(StringComparer.Ordinal) ?? "", Keys("RowKey", "lt").Min(StringComparer.Ordinal)) : null;

        IEnumerable<string> Keys(string property, params string[] operators) =>
            from each in compared where each.Property == property && operators.Contains(each.Operator) select each.Literal as string into key where key is not null select key;
    }

    /// <summary>Whether a row, and with it every later one, lies behind the range.</summary>
    public bool IsBehind(RowId id) => id.PartitionKey != Partition || (Before is not null && string.CompareOrdinal(id.RowKey, Before) >= 0);

    private static IEnumerable<Filter.Comparison> Conjuncts(Filter filter) => filter switch
    {
        Filter.Both both => Conjuncts(both.Left).Concat(Conjuncts(both.Right)),
        Filter.Comparison comparison => [comparison],
        _ => [],
    };
}
