using System.Text.Json;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Handoffs.Misplaced;
using Intake.Storage;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Flow;

/// <summary>Changed territories move no open handoff; those that would go elsewhere are listed, and move once that is approved.</summary>
public sealed class MisplacedTests(ITestOutputHelper output)
{
    private const string Without = """{"territories": ["nl-west"]}""", With = """{"territories": ["nl-west", "property-nl", "nl", "dutch-speaking", "nl-north-east", "care"]}""";

    [Fact]
    public async Task A_changed_territory_moves_nothing_and_lists_who_would_get_it()
    {
        using var pipeline = await StartAsync();
        Assert.Empty((await ListAsync(pipeline)).Handoffs);
        var before = await HandoffAsync(pipeline);
        await TradeAsync(pipeline);

        var listed = Assert.Single((await ListAsync(pipeline)).Handoffs);
        Assert.Equal(("fenna", "nl-north-east", "mailed"), (listed.GetProperty("accountManager").GetString(), listed.GetProperty("territory").GetString(), listed.GetProperty("state").GetString()));
        Assert.Equal("sanne", listed.GetProperty("elsewhere").GetProperty("accountManager").GetString());
        var after = await HandoffAsync(pipeline);
        Assert.Equal((before.AccountManager, before.Assignment, before.MailedAt), (after.AccountManager, after.Assignment, after.MailedAt));
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task What_is_approved_goes_on_once_and_whoever_had_it_is_told()
    {
        using var pipeline = await StartAsync();
        await TradeAsync(pipeline);
        var id = Assert.Single((await ListAsync(pipeline)).Handoffs).GetProperty("handoff").GetString()!;
        for (var each = 0; each < 2; each++)
        {
            var (status, answer) = await ApproveAsync(pipeline, $$"""{"handoffs": ["{{id}}", "x"]}""");
            Assert.Equal((202, id, "x"), (status, answer.GetProperty("approved")[0].GetString(), answer.GetProperty("refused")[0].GetString()));
        }
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(5));

        var moved = await HandoffAsync(pipeline);
        Assert.Equal(("sanne", HandoffState.Mailed, 2, "territory"), (moved.AccountManager, moved.State, moved.Assignment, moved.RoutedBy));
        Assert.Equal(("fenna", PassingReasons.Ordered), (Assert.Single(moved.Former!.Value).AccountManager, moved.Former.Value[0].Why));
        Assert.Equal(["fenna@lichtveld.example", "fenna@lichtveld.example", "sanne@lichtveld.example"], pipeline.Mails.Taken.Select(mail => mail.To).Order());
        Assert.Empty((await ListAsync(pipeline)).Handoffs);
        Assert.Equal(id, (await ApproveAsync(pipeline, $$"""{"handoffs": ["{{id}}"]}""")).Body.GetProperty("refused")[0].GetString());
    }

    [Fact]
    public async Task Who_is_away_or_stands_in_is_in_their_place()
    {
        using var pipeline = await StartAsync();
        await pipeline.ChangeAsync("sanne", With);
        await pipeline.ChangeAsync("fenna", """{"absences": [{"from": "2026-09-20", "until": "2026-09-30"}]}""");
        Assert.Empty((await ListAsync(pipeline)).Handoffs);
        await pipeline.ChangeAsync("sanne", """{"deputy": "fenna"}""");
        await pipeline.ChangeAsync("fenna", """{"territories": []}""");
        Assert.Empty((await ListAsync(pipeline)).Handoffs);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"handoffs": []}""")]
    [InlineData("""{"handoffs": [1]}""")]
    [InlineData("""{"handoffs": "all"}""")]
    [InlineData("nonsense")]
    public async Task What_is_no_list_is_refused(string body)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(400, (await ApproveAsync(pipeline, body)).Status);
    }

    [Fact]
    public async Task Whatever_call_fails_it_goes_on_once()
    {
        var calls = await EveryCall.FailsOnceAsync(async () =>
        {
            var pipeline = await StartAsync();
            await TradeAsync(pipeline);
            var id = (await ListAsync(pipeline)).Handoffs[0].GetProperty("handoff").GetString();
            await ApproveAsync(pipeline, $$"""{"handoffs": ["{{id}}"]}""");
            return pipeline;
        }, (pipeline, struck) =>
        {
            var handoff = JsonSerializer.Deserialize(
                Assert.Single(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("handoff:", StringComparison.Ordinal)).GetString("Data"), IntakeJson.Default.Handoff)!;
            // The process that starts after a death routes by the file's team here; the app looks at the table before it takes any work.
            Assert.Equal((2, HandoffState.Mailed, "fenna"), (handoff.Assignment, handoff.State, Assert.Single(handoff.Former!.Value).AccountManager));
            Assert.NotEqual("fenna", handoff.AccountManager);
            Assert.Single(pipeline.Mails.Taken.Where(mail => !mail.To.StartsWith("fenna", StringComparison.Ordinal)).Select(mail => mail.Id).Distinct());
        }, every: EveryCall.OrdinaryStep);
        output.WriteLine($"{calls} calls");
    }

    // Fenna has it by her territory: nobody owns the account.
    private static async Task<Pipeline> StartAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport with { Owner = null }]);
        await pipeline.ProcessAsync(Some.Demo(1));
        return pipeline;
    }

    // Sanne takes over what Fenna served.
    private static async Task TradeAsync(Pipeline pipeline)
    {
        await pipeline.ChangeAsync("sanne", With);
        await pipeline.ChangeAsync("fenna", Without);
    }

    private static async Task<Handoff> HandoffAsync(Pipeline pipeline) => Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Handoffs).Value;

    private static async Task<(int Status, IReadOnlyList<JsonElement> Handoffs)> ListAsync(Pipeline pipeline)
    {
        var (status, body) = await CallAsync(pipeline, (functions, request) => functions.List(request, default));
        Assert.Equal(200, status);
        return (status, [.. body.GetProperty("handoffs").EnumerateArray()]);
    }

    private static Task<(int Status, JsonElement Body)> ApproveAsync(Pipeline pipeline, string body) => CallAsync(pipeline, (functions, request) => functions.Approve(request, default), body);

    private static async Task<(int Status, JsonElement Body)> CallAsync(Pipeline pipeline, Func<MisplacedFunctions, HttpRequest, Task<IResult>> call, string? body = null)
    {
        var (status, answer, _) = await TeamDoors.CallAsync(request => call(new MisplacedFunctions(pipeline.Get<MisplacedDoor>()), request), body, null);
        return (status, answer);
    }
}
