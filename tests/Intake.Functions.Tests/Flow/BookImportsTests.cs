using Intake.Accounts;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Two imports at once, the second run whole before each call of the first.</summary>
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
}
