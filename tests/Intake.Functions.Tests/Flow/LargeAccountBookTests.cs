using System.Diagnostics;
using System.Globalization;
using System.Text;
using Intake.Accounts.Imports;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>A large account book is taken in bounded memory. The storage double keeps its rows in memory, so what is measured is the reading, the checking and the index.</summary>
public sealed class LargeAccountBookTests(ITestOutputHelper output)
{
    private static readonly int Rows = Environment.GetEnvironmentVariable("SCALE") == "full" ? 200_000 : 20_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_file_is_read_twice_in_bounded_memory(bool json)
    {
        await using var body = WriteFile(json);
        var file = new BookFile(body, new BookOptions(json));
        var (before, most, count, index) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0, new BookIndex());
        var watch = Stopwatch.StartNew();
        for (var time = 0; time < 2; time++)
        {
            await foreach (var row in file.ReadAsync(default))
            {
                Assert.Empty(row.Errors);
                if (time == 0) index.AddOfFile(row);
                if (++count % (Rows / 4) == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }
        output.WriteLine($"{Rows} companies, {body.Length >> 20} MB, {most >> 10} KiB held, {watch.ElapsedMilliseconds} ms");
        Assert.Equal(2 * Rows, count);
        // Hashes of ids, parents and domains, and a few buffers; the file itself is 200 bytes a row.
        Assert.InRange(most, 0, 4_000_000 + (Rows * 150L));
    }

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

    private static FileStream WriteFile(bool json)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        using var writer = new StreamWriter(file, leaveOpen: true);
        writer.Write(json ? "{\"companies\":[" : "id;name;kind;domains;owner;staff;country;parent\n");
        for (var number = 0; number < Rows; number++)
            writer.Write(json
                ? $"{(number > 0 ? "," : "")}{{\"id\":\"klant-{number}\",\"name\":\"Firma {number} Transport B.V.\",\"kind\":\"prospect\",\"domains\":[\"firma-{number}.example\"],\"owner\":\"fenna\",\"staff\":120}}"
                : $"klant-{number};Firma {number} Transport B.V.;prospect;firma-{number}.example;fenna;120;NL;{(number > 0 ? "klant-0" : "")}\n");
        if (json) writer.Write("]}");
        writer.Flush();
        return file;
    }
}
