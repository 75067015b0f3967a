using Azure;
using Azure.Data.Tables;

namespace Intake.Tests.Storage;

/// <summary>What queries promise, on whatever storage.</summary>
public abstract class TableQueryConformance(StorageSubject storage)
{
    private static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("PartitionKey eq 'p'", "a b c")]
    [InlineData("PartitionKey eq 'none'", "")]
    [InlineData("PartitionKey eq 'p' and RowKey ge 'b'", "b c")]
    [InlineData("PartitionKey eq 'p' and RowKey gt 'a' and RowKey lt 'c'", "b")]
    [InlineData("PartitionKey eq 'p' and RowKey le 'b'", "a b")]
    [InlineData("RowKey eq 'a' or RowKey eq 'c'", "a c")]
    [InlineData("RowKey eq 'a' or RowKey eq 'b' and Int eq 3", "a")]
    [InlineData("(RowKey eq 'a' or RowKey eq 'b') and Int eq 2", "b")]
    [InlineData("not (RowKey eq 'a')", "b c")]
    [InlineData("not (RowKey eq 'a' or RowKey eq 'b')", "c")]
    [InlineData("RowKey ne 'b'", "a c")]
    [InlineData("Text eq 'it''s b'", "b")]
    [InlineData("Text eq 'it''s B'", "")]
    [InlineData("Int gt 1", "b c")]
    [InlineData("Int ge -1 and Int lt 3", "a b")]
    [InlineData("Long eq 2000000000002L", "b")]
    [InlineData("Long le 2000000000002L", "a b")]
    [InlineData("Double gt 1.5", "b c")]
    [InlineData("Flag eq true", "b")]
    [InlineData("Flag eq false", "a c")]
    [InlineData("Flag ne true", "a c")]
    [InlineData("Time ge datetime'2026-03-02T12:00:00Z'", "b c")]
    [InlineData("Time eq datetime'2026-03-02T12:00:00.0000000Z'", "b")]
    [InlineData("Guid eq guid'0f8fad5b-d9cb-469f-a165-70867728950e'", "b")]
    [InlineData("Timestamp gt datetime'2020-01-01T00:00:00Z'", "a b c")]
    [InlineData("Timestamp lt datetime'2020-01-01T00:00:00Z'", "")]
    [InlineData("Missing eq 'x'", "")]
    [InlineData("Int eq 'text'", "")]
    public async Task A_filter_finds_its_rows(string filter, string expected)
    {
        var table = await FilledAsync();
        Assert.Equal(expected, string.Join(' ', await KeysAsync(table.QueryAsync<TableEntity>(filter))));
    }

    [Fact]
    public async Task Filters_that_the_client_writes_are_understood()
    {
        var table = await FilledAsync();
        Assert.Equal(["b"], await KeysAsync(table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Text eq {"it's b"} and Int le {5}"))));
        Assert.Equal(["b", "c"], await KeysAsync(table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Time gt {Noon.AddDays(0.5)}"))));
        Assert.Equal(["b"], await KeysAsync(table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Guid eq {Id} and Long ge {2L} and Flag eq {true}"))));
        Assert.Equal(["c"], await KeysAsync(table.QueryAsync<TableEntity>(row => row.PartitionKey == "p" && row.RowKey.CompareTo("b") > 0)));
    }

    [Fact]
    public async Task An_injected_quote_stays_text()
    {
        var table = await FilledAsync();
        Assert.Empty(await KeysAsync(table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"x' or PartitionKey ne '"}"))));
    }

    [Fact]
    public async Task Rows_come_by_partition_then_row_in_code_unit_order()
    {
        var table = await storage.TableAsync();
        foreach (var (partition, row) in (IEnumerable<(string, string)>)[("b", "1"), ("a", "é"), ("a", "z"), ("B", "1"), ("a", "10"), ("a", "9"), ("a", "Z"), ("a", ":"), ("a", "")])
        {
            await table.AddEntityAsync(new TableEntity(partition, row));
        }

        var keys = (await table.QueryAsync<TableEntity>().ToListAsync()).Select(row => row.PartitionKey + "/" + row.RowKey);
        Assert.Equal(["B/1", "a/", "a/10", "a/9", "a/:", "a/Z", "a/z", "a/é", "b/1"], keys);
    }

    [Fact]
    public async Task Select_brings_only_what_is_named()
    {
        var table = await FilledAsync();
        var row = (await table.QueryAsync<TableEntity>("RowKey eq 'b'", select: ["RowKey", "Int"]).ToListAsync())[0];
        Assert.Equal(("b", 2, null), (row.RowKey, row.GetInt32("Int"), row.GetString("Text")));
        Assert.False(row.ContainsKey("Long"));
    }

    [Fact]
    public async Task A_row_read_by_query_has_its_ETag()
    {
        var table = await FilledAsync();
        var row = (await table.QueryAsync<TableEntity>("RowKey eq 'b'").ToListAsync())[0];
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        await Refused.AsAsync(412, () => table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace));
    }

    [Fact]
    public async Task Pages_hold_what_was_asked_for_and_lead_to_the_next()
    {
        var table = await FilledAsync();
        var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 2).AsPages().ToListAsync();
        Assert.Equal([2, 1], pages.Select(page => page.Values.Count));
        Assert.Equal(["a", "b", "c"], pages.SelectMany(page => page.Values).Select(row => row.RowKey));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task A_continuation_can_be_taken_up_later()
    {
        var table = await FilledAsync();
        var first = (await table.QueryAsync<TableEntity>(maxPerPage: 1).AsPages().ToListAsync())[0];
        var rest = await table.QueryAsync<TableEntity>(maxPerPage: 5).AsPages(first.ContinuationToken).ToListAsync();
        Assert.Equal(["b", "c"], rest.SelectMany(page => page.Values).Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_page_has_1000_rows_at_most()
    {
        var table = await storage.TableAsync();
        for (var batch = 0; batch < 11; batch++)
        {
            var first = batch * 100;
            await table.SubmitTransactionAsync(Enumerable.Range(first, Math.Min(100, 1001 - first))
                .Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:D4}"))));
        }

        var pages = await table.QueryAsync<TableEntity>(select: ["RowKey"]).AsPages().ToListAsync();
        Assert.Equal([1000, 1], pages.Select(page => page.Values.Count));
        Assert.Equal("1000", pages[1].Values[0].RowKey);
    }

    [Theory]
    [InlineData("PartitionKey eq")]
    [InlineData("PartitionKey is 'p'")]
    [InlineData("(PartitionKey eq 'p'")]
    [InlineData("PartitionKey eq 'p' and")]
    [InlineData("RowKey eq 'a' 'b'")]
    [InlineData("'a' eq 'b'")]
    public async Task A_broken_filter_is_400(string filter)
    {
        var table = await FilledAsync();
        await Refused.AsAsync(400, () => table.QueryAsync<TableEntity>(filter).ToListAsync().AsTask());
    }

    [Fact]
    public async Task A_row_without_the_property_matches_no_comparison()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Empty(await table.QueryAsync<TableEntity>("Missing ne 'x'").ToListAsync());
    }

    [Fact]
    public async Task A_literal_must_have_the_type_of_the_property()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Long"] = 5L });
        Assert.Empty(await table.QueryAsync<TableEntity>("Long eq 5").ToListAsync());
        Assert.Single(await table.QueryAsync<TableEntity>("Long eq 5L").ToListAsync());
    }

    [Theory]
    [InlineData("'b' le RowKey", "b c")]
    [InlineData("'b' gt RowKey", "a")]
    [InlineData("Flag", "a")]
    [InlineData("not Flag and RowKey lt 'c'", "b")]
    [InlineData("Bytes eq X'00ff'", "a")]
    public async Task The_rarer_forms_of_filters_are_understood(string filter, string expected)
    {
        var table = await storage.TableAsync();
        foreach (var key in (string[])["a", "b", "c"])
        {
            await table.AddEntityAsync(new TableEntity("p", key) { ["Flag"] = key == "a", ["Bytes"] = new byte[] { 0, (byte)(key == "a" ? 255 : 1) } });
        }

        Assert.Equal(expected, string.Join(' ', (await table.QueryAsync<TableEntity>(filter).ToListAsync()).Select(row => row.RowKey)));
    }

    private static async Task<List<string>> KeysAsync(AsyncPageable<TableEntity> rows) => [.. (await rows.ToListAsync()).Select(row => row.RowKey)];

    private async Task<TableClient> FilledAsync()
    {
        var table = await storage.TableAsync();
        for (var i = 1; i <= 3; i++)
        {
            var key = "abc"[i - 1].ToString();
            await table.AddEntityAsync(new TableEntity("p", key)
            {
                ["Text"] = $"it's {key}", ["Int"] = i, ["Long"] = 2_000_000_000_000L + i, ["Double"] = i * 1.0, ["Flag"] = i == 2,
                ["Time"] = Noon.AddDays(i - 1), ["Guid"] = i == 2 ? Id : Guid.Empty,
            });
        }

        return table;
    }
}
