using Azure;
using Azure.Data.Tables;

namespace Intake.Tests.Storage;

/// <summary>What single writes and reads of a table promise, on whatever storage.</summary>
public abstract class TableConformance(StorageSubject storage)
{
    [Fact]
    public async Task A_second_insert_of_a_key_is_409()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(Row("first"));
        await Refused.AsAsync(409, "EntityAlreadyExists", () => table.AddEntityAsync(Row("second")));
        Assert.Equal("first", await ValueAsync(table));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_404()
    {
        var table = await storage.TableAsync();
        await Refused.AsAsync(404, "ResourceNotFound", () => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        await Refused.AsAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(Row("a"), ETag.All, TableUpdateMode.Replace));
        await Refused.AsAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(Row("a"), ETag.All, TableUpdateMode.Merge));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_404()
    {
        var table = storage.Tables.GetTableClient(storage.Name());
        await Refused.AsAsync(404, "TableNotFound", () => table.AddEntityAsync(Row("a")));
        await Refused.AsAsync(404, "TableNotFound", () => table.UpsertEntityAsync(Row("a")));
        await Refused.AsAsync(404, "TableNotFound", () => table.QueryAsync<TableEntity>().ToListAsync().AsTask());
        await Refused.AsAsync(404, "TableNotFound", () => table.GetEntityAsync<TableEntity>("p", "r"));
    }

    [Fact]
    public async Task Every_write_changes_the_ETag()
    {
        var table = await storage.TableAsync();
        var tags = new List<ETag?> { (await table.AddEntityAsync(Row("a"))).Headers.ETag };
        tags.Add((await table.UpsertEntityAsync(Row("a"), TableUpdateMode.Replace)).Headers.ETag);
        tags.Add((await table.UpsertEntityAsync(Row("a"), TableUpdateMode.Merge)).Headers.ETag);
        tags.Add((await table.UpdateEntityAsync(Row("a"), ETag.All, TableUpdateMode.Replace)).Headers.ETag);
        Assert.Equal(4, tags.Distinct().Count());
        Assert.Equal(tags[^1], (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_a_stale_ETag_is_412(TableUpdateMode mode)
    {
        var table = await storage.TableAsync();
        var stale = (await table.AddEntityAsync(Row("a"))).Headers.ETag!.Value;
        var fresh = (await table.UpdateEntityAsync(Row("b"), stale, mode)).Headers.ETag!.Value;
        await Refused.AsAsync(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(Row("c"), stale, mode));
        Assert.Equal("b", await ValueAsync(table));
        await table.UpdateEntityAsync(Row("d"), fresh, mode);
        Assert.Equal("d", await ValueAsync(table));
    }

    [Fact]
    public async Task A_delete_with_a_stale_ETag_is_412()
    {
        var table = await storage.TableAsync();
        var stale = (await table.AddEntityAsync(Row("a"))).Headers.ETag!.Value;
        var fresh = (await table.UpsertEntityAsync(Row("b"))).Headers.ETag!.Value;
        await Refused.AsAsync(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync("p", "r", stale));
        await table.DeleteEntityAsync("p", "r", fresh);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_delete_of_nothing_answers_404_which_the_client_forgives()
    {
        var table = await storage.TableAsync();
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task Merge_keeps_what_it_does_not_name_and_replace_does_not()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, TableUpdateMode.Merge);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal((1, 3), (merged.GetInt32("A"), merged.GetInt32("B")));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 4 }, TableUpdateMode.Replace);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal((null, 4), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Fact]
    public async Task Merge_with_null_leaves_the_value()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = null }, TableUpdateMode.Merge);
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task A_null_is_not_stored()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = null });
        Assert.False((await table.GetEntityAsync<TableEntity>("p", "r")).Value.ContainsKey("A"));
    }

    [Fact]
    public async Task Upsert_inserts_too()
    {
        var table = await storage.TableAsync();
        await table.UpsertEntityAsync(Row("a"), TableUpdateMode.Merge);
        Assert.Equal("a", await ValueAsync(table));
    }

    [Fact]
    public async Task The_timestamp_is_storages_own()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { Timestamp = DateTimeOffset.UnixEpoch });
        var first = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp;
        Assert.True(first > new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await storage.PassAsync(TimeSpan.FromSeconds(1));
        await table.UpsertEntityAsync(Row("a"));
        Assert.True((await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp - first >= TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Select_brings_only_what_is_named()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });
        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r", ["B"]);
        Assert.Equal((null, 2), (row.GetInt32("A"), row.GetInt32("B")));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0001b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public async Task A_key_with_a_forbidden_character_is_400(string key)
    {
        var table = await storage.TableAsync();
        await Refused.AsAsync(400, () => table.AddEntityAsync(new TableEntity(key, "r")));
        await Refused.AsAsync(400, () => table.AddEntityAsync(new TableEntity("p", key)));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Theory]
    [InlineData("lead:crm:1")]
    [InlineData("it's")]
    [InlineData("a b+c%20d&e=f")]
    [InlineData("Zoë 日本 😀")]
    [InlineData("(x),y;z@!~^|")]
    [InlineData("")]
    public async Task A_key_of_other_characters_round_trips(string key)
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p" + key, key) { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p" + key, key) { ["A"] = 2 });
        TableEntity row = await table.GetEntityAsync<TableEntity>("p" + key, key);
        Assert.Equal(("p" + key, key, 2), (row.PartitionKey, row.RowKey, row.GetInt32("A")));
        await table.DeleteEntityAsync("p" + key, key, row.ETag);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task Keys_differ_by_case()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        await table.AddEntityAsync(new TableEntity("p", "R"));
        Assert.Equal(["R", "r"], (await table.QueryAsync<TableEntity>().ToListAsync()).Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_table_is_made_once_and_can_be_dropped()
    {
        var table = await storage.TableAsync();
        await Refused.AsAsync(409, "TableAlreadyExists", () => table.CreateAsync());
        await table.CreateIfNotExistsAsync();
        await table.DeleteAsync();
        await Refused.AsAsync(404, () => table.AddEntityAsync(Row("a")));
    }

    [Fact]
    public async Task Tables_are_listed()
    {
        var table = await storage.TableAsync();
        await storage.TableAsync();
        var names = await storage.Tables.QueryAsync(item => item.Name == table.Name).ToListAsync();
        Assert.Equal(table.Name, Assert.Single(names).Name);
    }

    private static TableEntity Row(string value) => new("p", "r") { ["Value"] = value };

    private static async Task<string> ValueAsync(TableClient table) => (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Value");
}
