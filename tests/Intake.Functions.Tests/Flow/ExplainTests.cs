using System.Text;
using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Storage;
using Intake.Tests.Stories;

namespace Intake.Functions.Tests.Flow;

/// <summary>Anybody of ours may ask why a lead stands where it does, on any day. To record the golden files anew, run with <c>GOLDEN</c> naming their folder
/// in the sources, and read what it wrote.</summary>
public sealed class ExplainTests
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "Intake.Functions.Tests", "Flow", "Explained");

    [Theory]
    [InlineData("2026-09-24", "json", null)]
    [InlineData("2026-09-24", "txt", null)]
    [InlineData("2026-10-30", "json", "nl-NL,nl;q=0.9,en;q=0.5")]
    [InlineData("2026-10-30", "txt", "nl-NL,nl;q=0.9,en;q=0.5")]
    public async Task Ingrids_lead_is_explained(string day, string form, string? language)
    {
        using var pipeline = await IngridAsync(DateOnly.Parse(day, null));
        var id = Assert.Single(await pipeline.LeadsAsync());

        var (status, type, body) = await pipeline.AskScoreAsync(id, "", form == "txt" ? "text/plain" : null, language);

        Assert.Equal((200, form == "txt" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8"), (status, type));
        if (form == "json") body = JsonNode.Parse(body)!.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        body = body.Replace(id.Split('.')[0], "{account}", StringComparison.Ordinal).Replace(pipeline.Playbook.Version, "{playbook}", StringComparison.Ordinal);
        var file = $"ingrid-{day}.{form}";
        if (Environment.GetEnvironmentVariable("GOLDEN") is { } sources) File.WriteAllText(Path.Combine(sources, file), body, new UTF8Encoding(false));
        Assert.Equal(File.ReadAllText(Path.Combine(Golden, file)), body);
    }

    [Theory]
    [InlineData("?at=")]
    [InlineData("?at=today")]
    [InlineData("?at=2026-9-1")]
    [InlineData("?at=2026-02-30")]
    [InlineData("?at=2026-12-01T00:00:00Z")]
    [InlineData("?at=2026-12-01&at=2026-12-02")]
    [InlineData("?at=0001-01-01")]
    [InlineData("?at=9999-12-31")]
    public async Task What_is_no_day_is_refused_without_a_read(string query)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        var (id, mark) = ((await pipeline.LeadsAsync())[0], pipeline.Storage.Mark());

        var (status, type, body) = await pipeline.AskScoreAsync(id, query);

        Assert.Equal((422, "application/problem+json"), (status, type));
        Assert.Equal(["at"], JsonNode.Parse(body)!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(0, pipeline.Storage.CountSince(mark));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("*/*", false)]
    [InlineData("text/plain", true)]
    [InlineData("text/plain, */*;q=0.1", true)]
    [InlineData("application/json;q=0.5, text/plain", true)]
    [InlineData("application/json, text/plain, */*", false)]
    public async Task Whoever_wants_text_more_than_JSON_gets_it(string? accept, bool text)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));

        var (_, type, _) = await pipeline.AskScoreAsync((await pipeline.LeadsAsync())[0], "", accept);

        Assert.StartsWith(text ? "text/plain" : "application/json", type, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0123456789abcdef0123456789abcdef.charging.1")]
    public async Task A_lead_that_never_was_is_not_found(string id)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));

        Assert.Equal(404, (await pipeline.AskScoreAsync(id)).Status);
        Assert.Equal(404, (await pipeline.AskScoreAsync(id, "?at=2020-01-01")).Status);
    }

    [Fact]
    public async Task Before_its_first_activity_there_was_no_lead()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        var id = (await pipeline.LeadsAsync())[0];
        await pipeline.RunUntilAsync(Some.Now.AddDays(3));

        var (status, _, body) = await pipeline.AskScoreAsync(id, $"?at={Some.Now.AddDays(-1):yyyy-MM-dd}");

        Assert.Equal((404, "There was no such lead yet on that day."), (status, (string?)JsonNode.Parse(body)!["detail"]));
        Assert.Equal(200, (await pipeline.AskScoreAsync(id, $"?at={Some.Now:yyyy-MM-dd}")).Status);
    }

    [Fact]
    public async Task Today_and_a_day_to_come_cost_one_call_and_a_day_that_is_over_two()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        var id = (await pipeline.LeadsAsync())[0];
        await pipeline.RunUntilAsync(Some.Now.AddDays(3));

        foreach (var (ahead, calls) in new[] { (0, 1), (200, 1), (-2, 2) })
        {
            var mark = pipeline.Storage.Mark();
            await pipeline.ExplainAsync(id, DateOnly.FromDateTime(pipeline.Now.UtcDateTime).AddDays(ahead));
            Assert.Equal(Enumerable.Repeat("table:query Accounts", calls), pipeline.Storage.CallsSince(mark).Select(call => $"{call.Operation} {call.Resource}"));
        }
    }

    [Fact]
    public async Task Who_was_merged_is_followed_and_their_past_is_said_to_be_near()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1).By("joke@other-company.example"));
        var id = (await pipeline.LeadsAsync()).Single(lead => lead.Contains(".charging.", StringComparison.Ordinal));
        await pipeline.ProcessAsync(Some.Whitepaper(2));
        await pipeline.RunUntilAsync(Some.Now.AddDays(2));
        await pipeline.MergeAccountsAsync("joke@other-company.example", "ingrid@hoekstra-transport.example", 100);
        await pipeline.DrainAsync();

        var (today, past) = (await pipeline.ExplainAsync(id), await pipeline.ExplainAsync(id, DateOnly.FromDateTime(Some.Now.UtcDateTime)));

        Assert.NotEqual(id, (string?)today["lead"]);
        Assert.Equal((false, true), ((bool)today["approximate"]!, (bool)past["approximate"]!));
        Assert.Equal(today["lead"]!.ToString(), past["lead"]!.ToString());
        Assert.Contains("near and not exact", (await pipeline.AskScoreAsync(id, $"?at={Some.Now:yyyy-MM-dd}", "text/plain")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_round_stays_as_it_was()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        var handoff = Assert.Single(state.Handoffs.Values);
        await pipeline.OrderAsync(new Handoffs.AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id), Account = state.Account.Id, At = pipeline.Now, Handoff = handoff.Id, Answer = Stages.AnswerKinds.Accept, By = handoff.AccountManager!,
        });
        await pipeline.DrainAsync();
        await pipeline.MoveAsync("""{"stage":"won"}""");
        await pipeline.DrainAsync();
        var id = new LeadId(state.Account.Id, "charging", 1).ToString();
        var kept = (await pipeline.LoadAsync(state.Account.Id)).State.Leads["charging:1"].Score!.Total;

        var later = await pipeline.ExplainAsync(id, DateOnly.FromDateTime(pipeline.Now.UtcDateTime).AddDays(300));

        Assert.Equal((true, "won", kept), ((bool)later["closed"]!, (string?)later["stage"]!["id"], (int)(later["total"]!.GetValue<decimal>() * 100)));
        Assert.Null(later["nextGate"]);
    }

    private static async Task<Pipeline> IngridAsync(DateOnly day)
    {
        var story = Story.Read("01-ingrid.json");
        var end = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).AddDays(1).AddTicks(-1);
        var pipeline = await Pipeline.StartAsync(story.Timeline[0].Do!.At, [story.Company!]);
        var driver = new FlowDriver(story, pipeline);
        foreach (var step in story.Timeline.Select(moment => moment.Do).OfType<StoryStep>().Where(step => step.At <= end)) await driver.DoAsync(step);
        await pipeline.RunUntilAsync(end);
        return pipeline;
    }
}
