using System.Globalization;
using System.Text;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>What a larger account book costs in calls to storage.</summary>
public sealed class LargeAccountBookTests
{
    [Fact]
    public async Task Some_thousands_are_written_in_few_transactions_and_not_at_all_the_second_time()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var book = new StringBuilder("id,name,kind,domains\n");
        for (var number = 0; number < 2_000; number++) book.Append(CultureInfo.InvariantCulture, $"c{number},Firma {number} Transport,prospect,firma-{number}.example\n");
        var mark = pipeline.Storage.Mark();
        var (status, body) = await pipeline.PutBookAsync(book.ToString());
        Assert.Equal((202, 2_000), (status, body.GetProperty("totals").GetProperty("created").GetInt32()));
        var calls = pipeline.Storage.CallsSince(mark);
        // Two transactions a partition, one range a partition, and a message for 40.
        Assert.InRange(calls.Count(call => call.Operation == "table:batch"), 1, 2 * 256 + 20);
        Assert.Equal(50, calls.Count(call => call.Operation == "queue:put"));

        mark = pipeline.Storage.Mark();
        await pipeline.PutBookAsync(book.ToString());
        Assert.All(pipeline.Storage.CallsSince(mark), call => Assert.Equal("table:query", call.Operation));
    }
}
