using Azure.Data.Tables;
using Azure.Storage.Queues.Models;

namespace Intake.Tests.Storage;

/// <summary>What Azure does and Azurite does otherwise or not at all: the double follows Azure.</summary>
public abstract class AzureConformance(StorageSubject storage)
{
    [Fact]
    public async Task A_transaction_over_two_partitions_is_refused()
    {
        var table = await storage.TableAsync();
        var failure = await FailsAsync(table, [new("p", "a"), new("q", "b")]);
        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_transaction_of_101_operations_is_refused_at_the_hundredth()
    {
        var table = await storage.TableAsync();
        var failure = await FailsAsync(table, Enumerable.Range(0, 101).Select(i => new TableEntity("p", $"{i}")));
        Assert.Equal((400, "InvalidInput", 99), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task Every_message_of_one_receive_has_a_receipt_of_its_own()
    {
        var queue = await storage.QueueAsync();
        for (var i = 0; i < 5; i++) await queue.SendMessageAsync($"{i}");
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(32);
        Assert.Equal(5, messages.Select(message => message.PopReceipt).Distinct().Count());
        await Refused.AsAsync(400, "PopReceiptMismatch", () => queue.DeleteMessageAsync(messages[0].MessageId, messages[1].PopReceipt));
    }

    [Fact]
    public async Task The_size_of_an_entity_counts_two_bytes_a_character()
    {
        var table = await storage.TableAsync();
        var row = new TableEntity("p", "r");
        for (var i = 0; i < 16; i++) row["P" + i] = new string('x', 32768);
        await Refused.AsAsync(400, "EntityTooLarge", () => table.AddEntityAsync(row));
    }

    [Fact]
    public async Task A_merge_may_not_grow_an_entity_above_its_size()
    {
        var table = await storage.TableAsync();
        for (var i = 0; i < 15; i++) await table.UpsertEntityAsync(new TableEntity("p", "r") { ["P" + i] = new string('x', 32768) });
        await Refused.AsAsync(400, "EntityTooLarge", () => table.UpsertEntityAsync(new TableEntity("p", "r") { ["P15"] = new string('x', 32768) }));
    }

    [Fact]
    public async Task An_entity_has_252_properties_at_most()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(Wide(252));
        await Refused.AsAsync(400, "TooManyProperties", () => table.AddEntityAsync(Wide(253)));

        static TableEntity Wide(int properties)
        {
            var row = new TableEntity("p", "r" + properties);
            for (var i = 0; i < properties; i++) row["P" + i] = i;
            return row;
        }
    }

    [Theory]
    [InlineData("with-dash", "PropertyNameInvalid")]
    [InlineData("1st", "PropertyNameInvalid")]
    public async Task A_property_is_named_like_an_identifier(string name, string code)
    {
        var table = await storage.TableAsync();
        await Refused.AsAsync(400, code, () => table.AddEntityAsync(new TableEntity("p", "r") { [name] = 1 }));
    }

    [Fact]
    public async Task A_property_name_has_255_characters_at_most()
    {
        var table = await storage.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { [new string('n', 255)] = 1 });
        await Refused.AsAsync(400, "PropertyNameTooLong", () => table.AddEntityAsync(new TableEntity("p", "s") { [new string('n', 256)] = 1 }));
    }

    [Fact]
    public async Task A_time_before_1601_is_refused()
    {
        var table = await storage.TableAsync();
        await Refused.AsAsync(400, "OutOfRangeInput", () => table.AddEntityAsync(new TableEntity("p", "r") { ["At"] = default(DateTimeOffset) }));
    }

    [Fact]
    public async Task A_filter_has_15_comparisons_at_most()
    {
        var table = await storage.TableAsync();
        Assert.Empty(await table.QueryAsync<TableEntity>(Filter(15)).ToListAsync());
        await Refused.AsAsync(400, "InvalidInput", () => table.QueryAsync<TableEntity>(Filter(16)).ToListAsync().AsTask());

        static string Filter(int comparisons) => string.Join(" or ", Enumerable.Repeat("RowKey eq 'x'", comparisons));
    }

    [Theory]
    [InlineData("RowKey eq 'open")]
    [InlineData("Guid eq guid'short'")]
    public async Task A_broken_literal_is_400(string filter)
    {
        var table = await storage.TableAsync();
        await Refused.AsAsync(400, "InvalidInput", () => table.QueryAsync<TableEntity>(filter).ToListAsync().AsTask());
    }

    private static Task<TableTransactionFailedException> FailsAsync(TableClient table, IEnumerable<TableEntity> rows) =>
        Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))));
}
