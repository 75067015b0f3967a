using Azure.Data.Tables;

namespace Intake.Merging;

/// <summary>What is left of a row that went to another account: where it is now, and nothing else. It keeps a repeat from being taken in here anew.</summary>
internal static class Stubs
{
    private const string Column = "MovedTo";

    /// <summary>The account to which a row went; null for a row that is here.</summary>
    public static string? MovedTo(TableEntity row) => row.GetString(Column);

    /// <summary>Says on a row where it went.</summary>
    public static void Mark(TableEntity row, string account) => row[Column] = account;

    /// <summary>What is to be left of a row.</summary>
    public static TableEntity Of(TableEntity row, string account) => new(row.PartitionKey, row.RowKey) { [Column] = account, ETag = row.ETag };

    /// <summary>The same row for another account.</summary>
    public static TableEntity Copy(TableEntity row, string account)
    {
        var copy = new TableEntity(account, row.RowKey);
        foreach (var (name, value) in row)
            if (name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")) copy[name] = value;
        return copy;
    }
}
