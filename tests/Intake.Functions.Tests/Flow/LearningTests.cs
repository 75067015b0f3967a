using System.Text.Json;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>What sales answers is kept beside what was known when the lead was handed over.</summary>
public sealed class LearningTests
{
    [Fact]
    public async Task An_answer_and_what_comes_of_it_are_one_row()
    {
        using var pipeline = await HandedOffAsync(1);
        await AnswerAsync(pipeline, null);
        var row = Assert.Single(pipeline.Storage.Rows(TableNames.Answers));
        Assert.Equal(("2026-09", "accept", null, "fenna"), (row.PartitionKey, row.GetString("Answer"), row.GetString("Outcome"), row.GetString("AccountManager")));
        Assert.Contains("demo-requested", row.GetString("Rules"), StringComparison.Ordinal);

        await pipeline.MoveAsync("""{"stage":"won","value":12000}""");
        await pipeline.DrainAsync();

        row = Assert.Single(pipeline.Storage.Rows(TableNames.Answers));
        Assert.Equal(("accept", "won", 12000L), (row.GetString("Answer"), row.GetString("Outcome"), row.GetInt64("Value")));
        var (status, body) = await pipeline.LearningAsync("");
        Assert.Equal((200, "2026-04", "2026-09"), (status, body.GetProperty("from").GetString(), body.GetProperty("to").GetString()));
        Assert.Equal((1, 1, 1, 12000), (Count(body, "answered"), Count(body, "accepted"), Count(body, "won"), Count(body, "value")));
        var rule = body.GetProperty("rules").EnumerateArray().Single(rule => rule.GetProperty("rule").GetString() == "demo-requested");
        Assert.Equal((pipeline.Playbook.Scoring.LabelOf("demo-requested")!.In("en"), "unclear"), (rule.GetProperty("name").GetString(), rule.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_refusal_says_whether_it_counts_against_what_was_handed_over()
    {
        using var pipeline = await HandedOffAsync(1);
        await AnswerAsync(pipeline, "not-a-fit");

        var row = Assert.Single(pipeline.Storage.Rows(TableNames.Answers));
        Assert.Equal(("reject", "not-a-fit", true), (row.GetString("Answer"), row.GetString("Reason"), row.GetBoolean("CountsAgainst")));
    }

    [Fact]
    public async Task The_same_answer_and_the_same_end_twice_count_once()
    {
        using var pipeline = await HandedOffAsync(1);
        await AnswerAsync(pipeline, null, times: 2);
        await pipeline.MoveAsync("""{"stage":"lost"}""");
        await pipeline.MoveAsync("""{"stage":"lost"}""");
        await pipeline.MoveAsync("""{"stage":"won"}""");
        await pipeline.DrainAsync();

        var (_, body) = await pipeline.LearningAsync("?from=2026-09&to=2026-09");
        Assert.Equal((1, 1, 0, 1), (Count(body, "answered"), Count(body, "accepted"), Count(body, "won"), Count(body, "lost")));
    }

    [Fact]
    public async Task A_test_teaches_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1) with { Tester = "tester@lichtveld.example" });
        await AnswerAsync(pipeline, null);

        Assert.Equal("sal", Assert.Single(await pipeline.AccountsAsync()).State.Latest("charging")!.Stage);
        Assert.Empty(pipeline.Storage.Rows(TableNames.Answers));
    }

    [Theory]
    [InlineData("?from=2024-10&to=2026-09", 200)]
    [InlineData("?from=2024-09&to=2026-09", 422)]
    [InlineData("?from=2026-10&to=2026-09", 422)]
    [InlineData("?from=2026-9", 422)]
    [InlineData("?to=0001-01", 422)]
    [InlineData("?to=9999-12", 200)]
    public async Task At_most_24_months_are_read(string query, int status)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var mark = pipeline.Storage.Mark();

        Assert.Equal(status, (await pipeline.LearningAsync(query)).Status);
        Assert.InRange(pipeline.Storage.CountSince(mark), 0, 24);
    }

    [Fact]
    public async Task Wherever_an_answer_fails_or_dies_it_is_counted_once() => await EveryCall.FailsOnceAsync(
        async () =>
        {
            var pipeline = await HandedOffAsync(1);
            await OrderAsync(pipeline, "not-a-fit");
            return pipeline;
        },
        (pipeline, struck) => Assert.Equal(("reject", $"{struck}"), (Assert.Single(pipeline.Storage.Rows(TableNames.Answers)).GetString("Answer"), $"{struck}")));

    [Fact]
    public async Task Wherever_an_end_fails_or_dies_it_is_counted_once() => await EveryCall.FailsOnceAsync(
        async () =>
        {
            var pipeline = await HandedOffAsync(1);
            await AnswerAsync(pipeline, null);
            await pipeline.MoveAsync("""{"stage":"won","value":12000}""");
            return pipeline;
        },
        (pipeline, struck) =>
        {
            var row = Assert.Single(pipeline.Storage.Rows(TableNames.Answers));
            Assert.Equal(("accept", "won", 12000L, $"{struck}"), (row.GetString("Answer"), row.GetString("Outcome"), row.GetInt64("Value"), $"{struck}"));
        });

    private static int Count(JsonElement body, string what) => body.GetProperty("all").GetProperty(what).GetInt32();

    private static async Task<Pipeline> HandedOffAsync(int number)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(number));
        return pipeline;
    }

    private static async Task AnswerAsync(Pipeline pipeline, string? reason, int times = 1)
    {
        for (var time = 0; time < times; time++) await OrderAsync(pipeline, reason);
        await pipeline.DrainAsync();
    }

    private static async Task OrderAsync(Pipeline pipeline, string? reason)
    {
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        var handoff = Assert.Single(state.Handoffs.Values);
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id), Account = state.Account.Id, At = pipeline.Now, Handoff = handoff.Id,
            Answer = reason is null ? Stages.AnswerKinds.Accept : Stages.AnswerKinds.Reject, Reason = reason, By = handoff.AccountManager!,
        });
    }
}
