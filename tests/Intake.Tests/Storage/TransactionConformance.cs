using Azure;
using Azure.Data.Tables;

namespace Intake.Tests.Storage;

/// <summary>What an entity group transaction promises, on whatever storage.</summary>
public abstract class TransactionConformance(StorageSubject storage)
{
    [Fact]
    public async Task All_kinds_of_writes_go_together()
    {
        var table = await storage.TableAsync();
        foreach (var key in (string[])["replaced", "merged", "deleted"]) await table.AddEntityAsync(Row(key, 1));
        var answers = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("added", 2)),
            new(TableTransactionActionType.UpdateReplace, Row("replaced", 2)),
            new(TableTransactionActionType.UpdateMerge, Row("merged", 2)),
            new(TableTransactionActionType.UpsertReplace, Row("upserted", 2)),
            new(TableTransactionActionType.UpsertMerge, Row("upserted-too", 2)),
            new(TableTransactionActionType.Delete, Row("deleted", 2)),
        ]);
        Assert.Equal([204, 204, 204, 204, 204, 204], answers.Value.Select(answer => answer.Status));
        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(["added", "merged", "replaced", "upserted", "upserted-too"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal(2, row.GetInt32("Value")));
    }

    [Fact]
    public async Task The_answers_carry_the_new_ETags()
    {
        var table = await storage.TableAsync();
        var answers = await table.SubmitTransactionAsync([Add("a"), Add("b")]);
        var tags = (await table.QueryAsync<TableEntity>().ToListAsync()).Select(row => (ETag?)row.ETag);
        Assert.Equal(tags, answers.Value.Select(answer => answer.Headers.ETag));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_conflict_undoes_everything_and_says_where(int index)
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(Row("k" + index, 1));
        var failure = await FailsAsync(table, [Add("k0"), Add("k1"), Add("k2")]);
        Assert.Equal((409, "EntityAlreadyExists", index), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        var left = Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
        Assert.Equal(("k" + index, 1), (left.RowKey, left.GetInt32("Value")));
    }

    [Fact]
    public async Task A_stale_ETag_undoes_everything_and_says_where()
    {
        var table = await storage.TableAsync();
        var stale = (await table.AddEntityAsync(Row("lock", 1))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Row("lock", 2));
        var failure = await FailsAsync(table, [Add("a"), new(TableTransactionActionType.UpdateMerge, Row("lock", 3), stale)]);
        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal(2, Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync()).GetInt32("Value"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_missing_row_is_404_and_says_where(TableTransactionActionType type)
    {
        var table = await storage.TableAsync();
        var failure = await FailsAsync(table, [Add("a"), new(type, Row("none", 1), ETag.All)]);
        Assert.Equal((404, "ResourceNotFound", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task An_update_without_an_ETag_is_an_upsert()
    {
        var table = await storage.TableAsync();
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, Row("none", 1))]);
        Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_row_twice_is_refused()
    {
        var table = await storage.TableAsync();
        var failure = await FailsAsync(table, [Add("a"), Add("b"), new(TableTransactionActionType.UpsertMerge, Row("a", 2))]);
        Assert.Equal((400, "InvalidDuplicateRow", 2), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_hundred_operations_are_taken()
    {
        var table = await storage.TableAsync();
        await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(i => Add($"{i:D3}")));
        Assert.Equal(100, (await table.QueryAsync<TableEntity>().ToListAsync()).Count);
    }

    [Fact]
    public async Task Above_4_MiB_is_413()
    {
        var table = await storage.TableAsync();
        await Refused.AsAsync(413, () => table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(Large)));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());

        static TableTransactionAction Large(int i) =>
            new(TableTransactionActionType.Add, new TableEntity("p", $"{i:D3}") { ["A"] = new string('x', 30000), ["B"] = new string('x', 30000) });
    }

    [Fact]
    public async Task A_value_that_is_too_large_undoes_everything()
    {
        var table = await storage.TableAsync();
        var failure = await FailsAsync(table, [Add("a"), new(TableTransactionActionType.Add, new TableEntity("p", "b") { ["A"] = new string('x', 32769) })]);
        Assert.Equal((400, "PropertyValueTooLarge"), (failure.Status, failure.ErrorCode));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_404() =>
        await Refused.AsAsync(404, "TableNotFound", () => storage.Tables.GetTableClient(storage.Name()).SubmitTransactionAsync([Add("a")]));

    [Theory]
    [InlineData("lead:crm:1")]
    [InlineData("it's")]
    [InlineData("a b+c%20d&e=f")]
    [InlineData("Zoë 日本 😀")]
    public async Task Keys_round_trip(string key)
    {
        var table = await storage.TableAsync();
        await table.SubmitTransactionAsync([Add(key)]);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, Row(key, 2))]);
        Assert.Equal((key, 2), ((await table.QueryAsync<TableEntity>().ToListAsync())[0].RowKey, (await table.GetEntityAsync<TableEntity>("p", key)).Value.GetInt32("Value")));
    }

    [Fact]
    public async Task Values_with_line_breaks_and_boundaries_round_trip()
    {
        var table = await storage.TableAsync();
        const string Hostile = "--changeset\r\n\r\nHTTP/1.1 200 OK\r\n--batch--\r\n\"é";
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r") { ["A"] = Hostile }), Add("s")]);
        Assert.Equal(Hostile, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("A"));
    }

    private static TableEntity Row(string key, int value) => new("p", key) { ["Value"] = value };

    private static TableTransactionAction Add(string key) => new(TableTransactionActionType.Add, Row(key, 2));

    private static Task<TableTransactionFailedException> FailsAsync(TableClient table, IEnumerable<TableTransactionAction> actions) =>
        Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));
}
