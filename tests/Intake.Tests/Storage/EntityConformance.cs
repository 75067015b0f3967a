using Azure.Data.Tables;

namespace Intake.Tests.Storage;

/// <summary>What an entity may hold, on whatever storage.</summary>
public abstract class EntityConformance(StorageSubject storage)
{
    public static TheoryData<string, object> Values => new()
    {
        { "text", "Zoë \"quoted\" <b> \\ \r\n 😀 \u0001" },
        { "empty text", "" },
        { "text like a date", "2026-01-01T00:00:00Z" },
        { "text like a number", "12" },
        { "int", int.MinValue },
        { "long", long.MaxValue },
        { "small long", 5L },
        { "true", true },
        { "false", false },
        { "double", 0.1 },
        { "whole double", 5.0 },
        { "large double", 1e300 },
        { "time", new DateTimeOffset(2026, 2, 28, 23, 59, 59, 123, TimeSpan.Zero).AddTicks(4567) },
        { "guid", new Guid("0f8fad5b-d9cb-469f-a165-70867728950e") },
        { "bytes", new byte[] { 0, 1, 255 } },
        { "no bytes", Array.Empty<byte>() },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_keeps_its_type(string name, object value)
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value["Value"];
        Assert.True(Equals(value, read) || (value is byte[] bytes && bytes.SequenceEqual((byte[])read)), $"{name}: {read} ({read?.GetType()})");
        Assert.Equal(value.GetType(), read!.GetType());

        var queried = Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync())["Value"];
        Assert.Equal(value.GetType(), queried.GetType());
    }

    [Fact]
    public async Task Text_of_32768_characters_is_taken_and_one_more_is_not()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = new string('é', 32768) });
        await Refused.AsAsync(400, "PropertyValueTooLarge", () => table.AddEntityAsync(new TableEntity("p", "s") { ["Value"] = new string('x', 32769) }));
        await Refused.AsAsync(400, "PropertyValueTooLarge", () => table.UpsertEntityAsync(new TableEntity("p", "r") { ["Value"] = new string('x', 32769) }));
        await Refused.AsAsync(404, () => table.GetEntityAsync<TableEntity>("p", "s"));
    }

    [Fact]
    public async Task Bytes_of_64_KiB_are_taken_and_one_more_is_not()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = new byte[65536] });
        await Refused.AsAsync(400, "PropertyValueTooLarge", () => table.AddEntityAsync(new TableEntity("p", "s") { ["Value"] = new byte[65537] }));
    }

    [Fact]
    public async Task An_entity_of_almost_1_MiB_is_taken()
    {
        var table = await storage.TableAsync();
        var row = new TableEntity("p", "r");
        for (var i = 0; i < 15; i++) row["P" + i] = new string('é', 32768);
        await table.AddEntityAsync(row);
        Assert.Equal(row["P14"], (await table.GetEntityAsync<TableEntity>("p", "r")).Value["P14"]);
    }

    [Fact]
    public async Task A_key_has_512_characters_at_most()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", new string('k', 512)));
        await Refused.AsAsync(400, () => table.AddEntityAsync(new TableEntity("p", new string('k', 513))));
    }

    [Fact]
    public async Task A_typed_entity_round_trips()
    {
        var table = await storage.TableAsync();
        var sent = new Typed { PartitionKey = "p", RowKey = "r", Count = 7, Total = 8L, At = DateTimeOffset.UnixEpoch, Share = 2, Data = "{}" };
        await table.AddEntityAsync(sent);
        Typed read = await table.GetEntityAsync<Typed>("p", "r");
        Assert.Equal((7, 8L, DateTimeOffset.UnixEpoch, 2.0, "{}"), (read.Count, read.Total, read.At, read.Share, read.Data));
    }

    private sealed class Typed : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public Azure.ETag ETag { get; set; }

        public int Count { get; set; }

        public long Total { get; set; }

        public DateTimeOffset At { get; set; }

        public double Share { get; set; }

        public string Data { get; set; } = "";
    }
}
