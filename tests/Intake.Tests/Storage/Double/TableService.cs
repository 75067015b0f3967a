using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace Intake.Tests.Storage;

/// <summary>A write of one entity, ready to be carried out.</summary>
internal sealed record TableChange(string Name, string Table, RowId Id, Func<Answer> Run);

/// <summary>The Table service: tells requests apart and puts answers in its JSON.</summary>
internal sealed partial class TableService(TimeProvider clock) : IService
{
    private readonly SortedDictionary<string, TableState> tables = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset lastTimestamp;

    public int PageSize { get; set; } = 1000;

    public int ScanLimit { get; set; } = int.MaxValue;

    public void Add(string name) => tables.TryAdd(name, new TableState(NextTimestamp));

    public IReadOnlyList<TableEntity> Snapshot(string name) => [.. Find(name).Rows.Values.Select(row =>
    {
        var entity = new TableEntity(row.Id.PartitionKey, row.Id.RowKey) { Timestamp = row.Timestamp, ETag = new Azure.ETag(row.ETag) };
        foreach (var (key, value) in row.Properties) entity[key] = value;
        return entity;
    })];

    public TableState Find(string name) =>
        tables.GetValueOrDefault(name) ?? throw new Refusal(404, "TableNotFound", "The table specified does not exist.");

    public Answer Refuse(Refusal refusal) => Answer
        .Text(refusal.Status, "application/json", "{\"odata.error\":{\"code\":\"" + refusal.Code
            + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"" + Escape(refusal.Message) + "\"}}}")
        .With("x-ms-error-code", refusal.Code);

    public Operation Route(WireRequest request)
    {
        if (request.Path.Count != 1 || request.Param("comp") is not null) throw Refusal.NotImplemented(request);
        var address = Address().Match(request.Path[0]);
        var table = address.Groups["table"].Value;
        return (request.Path[0], request.Method) switch
        {
            ("Tables", "POST") => new("table:create", TableName(request), () => Create(request)),
            ("Tables", "GET") => new("table:list", "", () => List(request)),
            ("$batch", "POST") => new("table:batch", BatchTable(request), () => new Transaction(this).Run(request)),
            (var path, "DELETE") when Dropped().Match(path) is { Success: true } dropped => Drop(dropped.Groups[1].Value),
            (_, "GET") when address.Groups["partition"].Success => new("table:get", table, () => Get(table, IdOf(address), request)),
            (_, "GET") when address.Success => new("table:query", table, () => TableQuery.Read(request).Run(Find(table), PageSize, ScanLimit)),
            _ => Change(request),
        };
    }

    public TableChange ReadChange(WireRequest request)
    {
        var address = Address().Match(request.Path is [var path] ? path : "");
        var table = address.Groups["table"].Value;
        var ifMatch = request.Header("If-Match");
        var how = ifMatch is null ? "upsert-" : "";
        return (request.Method, Keyed: address.Groups["partition"].Success) switch
        {
            ("POST", false) when address.Success => Insert(table, request),
            ("PUT", true) => Put("table:" + how + "replace", merge: false),
            ("PATCH" or "MERGE", true) => Put("table:" + how + "merge", merge: true),
            ("DELETE", true) => new("table:delete", table, IdOf(address), () => Delete(table, IdOf(address), ifMatch)),
            _ => throw Refusal.NotImplemented(request),
        };

        TableChange Put(string name, bool merge) => new(
            name, table, IdOf(address), () => Written(Find(table).Put(IdOf(address), EntityJson.Read(request.Body).Properties, ifMatch, merge)));
    }

    private static string Escape(string text) => JavaScriptEncoder.Default.Encode(text);

    private static RowId IdOf(Match address) => new(Unquote(address.Groups["partition"].Value), Unquote(address.Groups["row"].Value));

    private static string Unquote(string key) => key.Replace("''", "'", StringComparison.Ordinal);

    private static string BatchTable(WireRequest request) => BatchParser.Parse(request) is [{ Path: [var path] }, ..] ? Address().Match(path).Groups["table"].Value : "";

    private static Answer Written(TableRow row) => new Answer(204).With("ETag", row.ETag);

    private Operation Change(WireRequest request)
    {
        var change = ReadChange(request);
        return new Operation(change.Name, change.Table, change.Run);
    }

    private TableChange Insert(string table, WireRequest request)
    {
        var (partitionKey, rowKey, properties) = EntityJson.Read(request.Body);
        var id = new RowId(partitionKey ?? "", rowKey ?? "");
        return new TableChange("table:insert", table, id, () => partitionKey is null || rowKey is null
            ? throw new Refusal(400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.")
            : Written(Find(table).Insert(id, properties)));
    }

    private Answer Get(string table, RowId id, WireRequest request)
    {
        var row = Find(table).Get(id);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) EntityJson.Write(json, row, TableQuery.ReadSelect(request));
        return new Answer(200, stream.ToArray()).With("Content-Type", "application/json;odata=minimalmetadata").With("ETag", row.ETag);
    }

    private Answer Delete(string table, RowId id, string? ifMatch)
    {
        Find(table).Delete(id, ifMatch);
        return new Answer(204);
    }

    // The ETag is made of it, so it moves on with every write, even while the clock stands still.
    private DateTimeOffset NextTimestamp()
    {
        var now = clock.GetUtcNow();
        return lastTimestamp = now > lastTimestamp ? now : lastTimestamp.AddTicks(1);
    }

    [GeneratedRegex(@"^(?<table>[^(/$]+)(\(\)|\(PartitionKey='(?<partition>[^']*(?:''[^']*)*)',RowKey='(?<row>[^']*(?:''[^']*)*)'\))?$")]
    private static partial Regex Address();

    [GeneratedRegex(@"^Tables\('([^']*)'\)$")]
    private static partial Regex Dropped();
}
