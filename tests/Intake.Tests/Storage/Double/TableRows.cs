using System.Collections.Immutable;

namespace Intake.Tests.Storage;

/// <summary>Rows in key order, to be entered anywhere.</summary>
internal sealed class TableRows
{
    public static readonly TableRows Empty = new([], ImmutableDictionary<RowId, TableRow>.Empty);

    private readonly ImmutableSortedSet<RowId> order;
    private readonly ImmutableDictionary<RowId, TableRow> rows;

    private TableRows(ImmutableSortedSet<RowId> order, ImmutableDictionary<RowId, TableRow> rows) => (this.order, this.rows) = (order, rows);

    public IEnumerable<TableRow> Values => order.Select(id => rows[id]);

    public bool ContainsKey(RowId id) => rows.ContainsKey(id);

    public TableRow? Find(RowId id) => rows.GetValueOrDefault(id);

    public TableRows With(TableRow row) => new(order.Add(row.Id), rows.SetItem(row.Id, row));

    public TableRows Without(RowId id) => new(order.Remove(id), rows.Remove(id));

    /// <summary>The rows from a key on, that one included.</summary>
    public IEnumerable<TableRow> From(RowId first)
    {
        var at = order.IndexOf(first);
        for (var index = at < 0 ? ~at : at; index < order.Count; index++) yield return rows[order[index]];
    }
}
