using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Intake.Tests.Storage;

/// <content>Tables themselves: made, listed and dropped.</content>
internal sealed partial class TableService
{
    private static string TableName(WireRequest request) =>
        EntityJson.Read(request.Body).Properties.GetValueOrDefault("TableName") as string ?? "";

    private Answer Create(WireRequest request)
    {
        var name = TableName(request);
        if (name.Length is < 3 or > 63) throw new Refusal(400, "OutOfRangeInput", "The specified resource name length is not within the permissible limits.");
        if (!ValidName().IsMatch(name)) throw new Refusal(400, "InvalidResourceName", "The specified resource name contains invalid characters.");
        if (tables.ContainsKey(name)) throw new Refusal(409, "TableAlreadyExists", "The table specified already exists.");
        Add(name);
        return new Answer(204);
    }

    private Answer List(WireRequest request)
    {
        var filter = FilterParser.Parse(request.Param("$filter"));
        var names = tables.Keys.Where(name => filter.Matches(new TableRow(default, NameOnly(name), default)));
        var body = JsonSerializer.Serialize(new { value = names.Select(name => new { TableName = name }) });
        return Answer.Text(200, "application/json;odata=minimalmetadata", body);

        static ImmutableSortedDictionary<string, object> NameOnly(string name) =>
            ImmutableSortedDictionary<string, object>.Empty.Add("TableName", name);
    }

    private Operation Drop(string name) => new("table:drop", name, () => tables.Remove(name)
        ? new Answer(204)
        : throw new Refusal(404, "ResourceNotFound", "The specified resource does not exist."));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$")]
    private static partial Regex ValidName();
}
