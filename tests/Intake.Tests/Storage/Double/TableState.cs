using System.Collections.Immutable;

namespace Intake.Tests.Storage;

/// <summary>One table: rows in key order. It is immutable inside, so that a transaction is undone by putting the former rows back.</summary>
internal sealed class TableState(Func<DateTimeOffset> nextTimestamp)
{
    public TableRows Rows { get; set; } = TableRows.Empty;

    public TableRow Insert(RowId id, ImmutableSortedDictionary<string, object> properties) =>
        Rows.ContainsKey(id) ? throw new Refusal(409, "EntityAlreadyExists", "The specified entity already exists.") : Write(id, properties);

    public TableRow Get(RowId id) => Rows.Find(id) ?? throw NotFound();

    /// <summary>Replaces or merges. Without <paramref name="ifMatch"/> the row need not exist.</summary>
    public TableRow Put(RowId id, ImmutableSortedDictionary<string, object> properties, string? ifMatch, bool merge)
    {
        var old = ifMatch is null ? Rows.Find(id) : Match(id, ifMatch);
        return Write(id, merge && old is not null ? old.Properties.SetItems(properties) : properties);
    }

    public void Delete(RowId id, string? ifMatch)
    {
        if (ifMatch is null) throw new Refusal(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.");
        Rows = Rows.Without(Match(id, ifMatch).Id);
    }

    private static Refusal NotFound() => new(404, "ResourceNotFound", "The specified resource does not exist.");

    private TableRow Match(RowId id, string ifMatch)
    {
        var row = Get(id);
        return ifMatch == "*" || ifMatch == row.ETag ? row
            : throw new Refusal(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
    }

    private TableRow Write(RowId id, ImmutableSortedDictionary<string, object> properties)
    {
        var row = new TableRow(id, properties, nextTimestamp());
        EntityLimits.Check(row);
        Rows = Rows.With(row);
        return row;
    }
}
