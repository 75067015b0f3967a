using System.Text;
using System.Text.Json;

namespace Intake.Tests.Storage;

/// <summary>One page of a query.</summary>
internal sealed record TableQuery(Filter Filter, IReadOnlySet<string>? Select, int? Top, RowId? From)
{
    public static TableQuery Read(WireRequest request) => new(
        FilterParser.Parse(request.Param("$filter")),
        ReadSelect(request),
        ReadTop(request),
        request.Param("NextPartitionKey") is { } partition ? new RowId(Decode(partition), Decode(request.Param("NextRowKey") ?? "")) : null);

    public static IReadOnlySet<string>? ReadSelect(WireRequest request) =>
        request.Param("$select") is { Length: > 0 } text and not "*" ? text.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal) : null;

    public Answer Run(TableState table, int pageSize, int scanLimit)
    {
        var most = Math.Min(Top ?? pageSize, pageSize);
        List<TableRow> page = [];
        RowId? next = null;
        var scanned = 0;
        // A limit counts whatever Azure might have looked at.
        var range = scanLimit == int.MaxValue ? KeyRange.Of(Filter) : null;
        foreach (var row in Start(range) is { } start ? table.Rows.From(start) : table.Rows.Values)
        {
            if (range?.IsBehind(row.Id) is true) break;
            var matches = Filter.Matches(row);
            if (scanned == scanLimit || (matches && page.Count == most))
            {
                next = row.Id;
                break;
            }

            scanned++;
            if (matches) page.Add(row);
        }

        return Continue(new Answer(200, Write(page)).With("Content-Type", "application/json;odata=minimalmetadata"), next);
    }

    private RowId? Start(KeyRange? range) => range is null || (From is { } from && from.CompareTo(range.First) > 0) ? From : range.First;

    private static int? ReadTop(WireRequest request)
    {
        if (request.Param("$top") is not { } text) return null;
        return int.TryParse(text, out var top) && top is > 0 and <= 1000 ? top
            : throw new Refusal(400, "InvalidInput", "One of the request inputs is not valid.");
    }

    private static Answer Continue(Answer answer, RowId? next) => next is not { } row ? answer : answer
        .With("x-ms-continuation-NextPartitionKey", Encode(row.PartitionKey))
        .With("x-ms-continuation-NextRowKey", Encode(row.RowKey));

    private byte[] Write(List<TableRow> page)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var row in page) EntityJson.Write(json, row, Select);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    // Opaque on purpose, as Azure's are: nobody should make one up.
    private static string Encode(string key) => "1!" + Convert.ToBase64String(Encoding.Unicode.GetBytes(key)).Replace('=', '-');

    private static string Decode(string token) => token.StartsWith("1!", StringComparison.Ordinal)
        ? Encoding.Unicode.GetString(Convert.FromBase64String(token[2..].Replace('-', '=')))
        : throw new Refusal(400, "InvalidInput", "The continuation is not valid.");
}
