using System.Diagnostics;
using Intake.Accounts.Imports;

namespace Intake.Tests.Accounts;

/// <summary>Measures memory, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A large account book is read in bounded memory.</summary>
[Collection(nameof(Alone))]
public sealed class LargeBookFileTests(ITestOutputHelper output)
{
    private static readonly int Rows = Environment.GetEnvironmentVariable("SCALE") == "full" ? 200_000 : 20_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_file_is_read_twice_in_bounded_memory(bool json)
    {
        // The lists of domains, countries and words come once, however long the file.
        await ReadAsync(json, 10);
        var (most, bytes, milliseconds) = await ReadAsync(json, Rows);
        output.WriteLine($"{Rows} companies, {bytes >> 10} KiB, {most >> 10} KiB held, {milliseconds} ms");
        // Hash tables of ids, domains and parents, with the room that they grow into: 29 MB for 200,000, and no text of theirs.
        Assert.InRange(most, 0, 3_000_000 + (Rows * 160L));
    }

    private static async Task<(long Most, long Bytes, long Milliseconds)> ReadAsync(bool json, int rows)
    {
        await using var body = WriteFile(json, rows);
        var file = new BookFile(body, new BookOptions(json));
        var (before, most, count, index) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0, new BookIndex());
        var watch = Stopwatch.StartNew();
        for (var time = 0; time < 2; time++)
        {
            await foreach (var row in file.ReadAsync(default))
            {
                Assert.Empty(row.Errors);
                if (time == 0) index.AddOfFile(row);
                if (++count % Math.Max(1, rows / 4) == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }
        Assert.Equal(2 * rows, count);
        return (most, body.Length, watch.ElapsedMilliseconds);
    }

    private static FileStream WriteFile(bool json, int rows)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        using var writer = new StreamWriter(file, leaveOpen: true);
        writer.Write(json ? "{\"companies\":[" : "id;name;kind;domains;owner;staff;country;parent\n");
        for (var number = 0; number < rows; number++)
            writer.Write(json
                ? $"{(number > 0 ? "," : "")}{{\"id\":\"klant-{number}\",\"name\":\"Firma {number} Transport B.V.\",\"kind\":\"prospect\",\"domains\":[\"firma-{number}.example\"],\"owner\":\"fenna\",\"staff\":120}}"
                : $"klant-{number};Firma {number} Transport B.V.;prospect;firma-{number}.example;fenna;120;NL;{(number > 0 ? "klant-0" : "")}\n");
        if (json) writer.Write("]}");
        writer.Flush();
        return file;
    }
}
