using Intake.Accounts;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Imports that meet another or lose an answer, at each of their calls.</summary>
public sealed class BookImportsTests
{
    private const string Header = "id;name;domains;kind;owner\n";

    // Before it the book is read, a call for each of its 256 partitions, and nothing is written.
    private const int FirstWrite = 250;

    [Fact]
    public async Task Whichever_of_two_imports_is_last_its_file_sent_again_has_its_way()
    {
        List<int> wrong = [];
        for (var n = FirstWrite; ; n++)
        {
            using var pipeline = await Pipeline.StartAsync(Some.Now);
            await pipeline.PutBookAsync(Header + "h;Hoekstra;hoekstra-transport.example;prospect;fenna\n");
            var (count, ran) = (0, false);
            pipeline.Storage.Pause = async (_, _) =>
            {
                if (ran || ++count != n) return;
                ran = true;
                await pipeline.PutBookAsync(Header + "h;Hoekstra;hoekstra-transport.example;prospect;bram\n");
            };
            await pipeline.PutBookAsync(Header + "h;Hoekstra;hoekstra-transport.example;prospect;joris\n");
            pipeline.Storage.Pause = null;
            if (!ran) break;
            await pipeline.PutBookAsync(Header + "h;Hoekstra;hoekstra-transport.example;prospect;joris\n");
            if ((await pipeline.Get<Companies>().FindAsync(CompanyKey.OfId("h"), default))!.Owner != "joris") wrong.Add(n);
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(FaultKind.Before)]
    [InlineData(FaultKind.After)]
    [InlineData(FaultKind.LoseAnswer)]
    public async Task An_import_that_was_done_in_spite_of_a_fault_changes_nothing_the_second_time(FaultKind kind)
    {
        const string Changed = Header + "h;Hoekstra;hoekstra-transport.example;prospect;joris\n";
        var done = 0;
        for (var n = FirstWrite; ; n++)
        {
            using var pipeline = await Pipeline.StartAsync(Some.Now);
            await pipeline.PutBookAsync(Header + "h;Hoekstra;hoekstra-transport.example;prospect;fenna\n");
            var (left, struck) = (n, (StorageCall?)null);
            pipeline.Storage.Fail(call =>
            {
                if (--left != 0) return null;
                struck = call;
                return kind;
            });
            var put = pipeline.PutBookAsync(Changed);
            await pipeline.Pump.FinishAsync(put);
            var (_, first) = await put;
            if (struck is null) break;
            var (_, second) = await pipeline.PutBookAsync(Changed);
            if (!first.GetProperty("complete").GetBoolean()) continue;
            done++;
            Assert.Equal((struck.ToString(), "unchanged"), (struck.ToString(), Assert.Single(second.Outcomes("rows"))));
        }
        Assert.NotEqual(0, done);
    }
}
