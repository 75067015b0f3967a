using Intake.Accounts;
using Intake.Handoffs;
using Intake.Stages;
using Intake.Storage;
using Azure.Data.Tables;

namespace Intake.Functions.Tests.Flow;

/// <summary>Sales' systems move leads that sales has accepted.</summary>
public sealed class MoveLeadTests
{
    [Fact]
    public async Task A_lead_is_moved_by_order_and_its_history_tells_who_did()
    {
        using var pipeline = await AcceptedAsync();

        var (status, body) = await pipeline.MoveAsync("""{"stage":"sql","by":"crm"}""");
        await pipeline.DrainAsync();

        Assert.Equal((202, "ordered", "SQL", "Spoke to them: need, rough budget, who decides, when."),
            (status, body.GetProperty("state").GetString(), body.GetProperty("stage").GetProperty("name").GetString(), body.GetProperty("stage").GetProperty("definition").GetString()));
        Assert.Equal("sql", (await LeadAsync(pipeline)).Stage);
        var move = pipeline.Storage.Rows(TableNames.StageChanges)[^1];
        Assert.Equal(("sal", "sql", "moved:crm"), (move.GetString("From"), move.GetString("To"), move.GetString("Cause")));
        Assert.Contains(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith(Rows.TimelinePrefix, StringComparison.Ordinal) && row.GetString("Data").Contains("moved:crm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_order_twice_is_one()
    {
        using var pipeline = await AcceptedAsync();

        await pipeline.MoveAsync("""{"stage":"opportunity"}""");
        await pipeline.MoveAsync("""{"stage":"opportunity"}""");
        await pipeline.DrainAsync();
        var (status, body) = await pipeline.MoveAsync("""{"stage":"opportunity"}""");
        await pipeline.DrainAsync();

        Assert.Equal((200, "there-already"), (status, body.GetProperty("state").GetString()));
        Assert.Single(pipeline.Storage.Rows(TableNames.StageChanges), row => row.GetString("To") == "opportunity");
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task An_impossible_move_is_refused_at_the_door_with_the_reason()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));

        var (status, body) = await pipeline.MoveAsync("""{"stage":"sql"}""");

        Assert.Equal((409, "MQL (Passed a gate; mailed to one account manager; the clock runs.) to SQL (Spoke to them: need, rough budget, who decides, when.): somebody must have accepted it first (SAL (An account manager promised to follow up.))."),
            (status, body.GetProperty("detail").GetString()));
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Theory]
    [InlineData("""{"stage":"sqll"}""", 422, "stage")]
    [InlineData("""{}""", 422, "stage")]
    [InlineData("""{"stage":"recycled","reason":"no-money"}""", 422, "reason")]
    [InlineData("""{"stage":"won","value":-1}""", 422, "value")]
    [InlineData("""{"stage":"won","at":"2027-01-01T00:00:00Z"}""", 422, "at")]
    [InlineData("""{"stage":"won","by":"Jan de Vries"}""", 422, "by")]
    [InlineData("""{"stage":"won","value":"much"}""", 400, null)]
    [InlineData("""{"stage":"won","value":1.5}""", 400, null)]
    public async Task What_does_not_fit_is_told_by_its_field(string json, int expected, string? field)
    {
        using var pipeline = await AcceptedAsync();

        var (status, body) = await pipeline.MoveAsync(json);

        Assert.Equal(expected, status);
        if (field is not null) Assert.Equal([field], body.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0123456789abcdef0123456789abcdef.charging.1")]
    public async Task A_lead_that_is_not_there_is_not_found(string id)
    {
        using var pipeline = await AcceptedAsync();

        Assert.Equal(404, (await pipeline.MoveAsync("""{"stage":"sql"}""", id)).Status);
    }

    [Fact]
    public async Task Won_the_round_is_closed_and_what_comes_next_opens_another()
    {
        using var pipeline = await AcceptedAsync();
        await pipeline.MoveAsync("""{"stage":"won","value":12000,"at":"2026-09-24T10:00:00Z"}""");
        await pipeline.DrainAsync();
        var closed = Row(pipeline, "lead:charging:1");
        Assert.Empty(Assert.Single(await pipeline.AccountsAsync()).State.Handoffs);

        await pipeline.RunUntilAsync(Some.Now.AddDays(10));
        await pipeline.ProcessAsync(Some.Demo(2, pipeline.Now));
        await pipeline.RunUntilAsync(Some.Now.AddDays(400));

        Assert.Equal(closed, Row(pipeline, "lead:charging:1"));
        Assert.Equal("mql", Assert.Single(await pipeline.AccountsAsync()).State.Leads["charging:2"].Stage);
        Assert.Equal(2, pipeline.Mails.Taken.Count);
        Assert.Equal(409, (await pipeline.MoveAsync("""{"stage":"lost"}""")).Status);
    }

    [Fact]
    public async Task Of_two_that_contradict_each_other_the_first_stands()
    {
        using var pipeline = await AcceptedAsync();

        await pipeline.MoveAsync("""{"stage":"won"}""");
        await pipeline.MoveAsync("""{"stage":"lost"}""");
        await pipeline.DrainAsync();

        Assert.Equal("won", (await LeadAsync(pipeline)).Stage);
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task A_repeat_after_the_next_handoff_changes_nothing()
    {
        using var pipeline = await AcceptedAsync();
        await pipeline.MoveAsync("""{"stage":"recycled","reason":"not-reached"}""");
        var command = pipeline.Storage.Messages(QueueNames.Commands).Single().Decoded;
        await pipeline.DrainAsync();
        await pipeline.RunUntilAsync(Some.Now.AddDays(90));
        await pipeline.ProcessAsync(Some.Demo(2, pipeline.Now));
        await AcceptAsync(pipeline);
        Assert.Equal("sal", (await LeadAsync(pipeline)).Stage);

        await pipeline.Storage.Queues.GetQueueClient(QueueNames.Commands).SendMessageAsync(command);
        await pipeline.DrainAsync();

        Assert.Equal("sal", (await LeadAsync(pipeline)).Stage);
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task A_lead_that_went_to_another_account_meanwhile_is_moved_there()
    {
        using var pipeline = await AcceptedAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(20).By(Merges.Kees));
        await pipeline.MergeAccountsAsync(Merges.Ingrid, Merges.Kees);
        await pipeline.MoveAsync("""{"stage":"won"}""");
        await pipeline.DrainAsync();
        await pipeline.RunUntilAsync(Some.Now.AddHours(1));

        var there = (await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid))).State;
        Assert.Equal(("won", true), (there.Leads["charging:1"].Stage, there.Leads["charging:1"].Closed));
    }

    [Fact]
    public async Task Wherever_an_end_fails_or_dies_it_ends_the_same() => await EveryCall.FailsOnceAsync(
        async () =>
        {
            var pipeline = await AcceptedAsync();
            await pipeline.MoveAsync("""{"stage":"won","value":12000}""");
            return pipeline;
        },
        (pipeline, struck) =>
        {
            Assert.Equal((1, $"{struck}"), (pipeline.Storage.Rows(TableNames.StageChanges).Count(row => row.GetString("To") == "won"), $"{struck}"));
            Assert.Equal("won", pipeline.Storage.Rows(TableNames.Leads).Single(row => row.GetString("Proposition") == "charging").GetString("Stage"));
            Assert.Contains("\"end\":{\"stage\":\"won\"", Assert.Single(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("z:handoff:", StringComparison.Ordinal)).GetString("Data"), StringComparison.Ordinal);
        });

    private static string Row(Pipeline pipeline, string key)
    {
        TableEntity row = pipeline.Storage.Rows(TableNames.Accounts).Single(row => row.RowKey == key);
        return string.Join('\n', row.Select(column => $"{column.Key}={column.Value}"));
    }

    private static async Task<Lead> LeadAsync(Pipeline pipeline) => Assert.Single(await pipeline.AccountsAsync()).State.Latest("charging")!;

    private static async Task<Pipeline> AcceptedAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        await AcceptAsync(pipeline);
        return pipeline;
    }

    private static async Task AcceptAsync(Pipeline pipeline)
    {
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        var handoff = Assert.Single(state.Handoffs.Values);
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id), Account = state.Account.Id, At = pipeline.Now, Handoff = handoff.Id, Answer = Stages.AnswerKinds.Accept, By = handoff.AccountManager!,
        });
        await pipeline.DrainAsync();
    }
}
