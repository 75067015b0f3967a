using System.Text.Json;
using Intake.Accounts;
using Intake.Commands;
using Intake.Departures;
using Intake.Handoffs;
using Intake.History;
using Intake.Merging;
using Intake.Scoring;
using Intake.Simulation;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Playbooks;
using AnswerKinds = Intake.Stages.AnswerKinds;

namespace Intake.Functions.Tests.Flow;

/// <summary>What the app keeps of its accounts is enough to take them through their histories again.</summary>
public sealed class HistoryFlowTests
{
    private static readonly string[] People =
        ["ingrid@hoekstra-transport.example", "piet@hoekstra-transport.example", "joke@other-company.example", "kees@gmail.com"];

    private static readonly (string Activity, string Content)[] Doings =
    [
        ("whitepaper-requested", "wp-netcongestie"), ("whitepaper-downloaded", "wp-laden-wagenpark"), ("price-list-downloaded", "prijslijst-energie"),
        ("calculator-used", "calc-piekvermogen"), ("webinar-attended", "pweb-energie"), ("webinar-registered", "pweb-laadplein"), ("demo-requested", "demo"),
        ("page-viewed", "blog-netcongestie"), ("unsubscribed", "nieuwsbrief"),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_replay_of_what_is_stored_gives_what_is_stored(int seed)
    {
        using var pipeline = await LivedAsync(seed);

        var playbook = SamplePlaybook.Instance;
        var histories = await pipeline.Get<HistoryReader>().ReadAsync("", null, default).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Empty(pipeline.Pump.Failures);
        Assert.NotEmpty(histories);
        foreach (var history in histories)
        {
            var stored = (await pipeline.Get<AccountStore>().LoadAsync(history.Account, default))!.State;
            var replayed = Replay.Of(history, playbook, pipeline.Now);
            Assert.False(history.IsApproximate);
            Assert.Equal(Told(stored), Told(replayed.State!));
            Assert.Equal(history.Moves.Select(Daily), replayed.Moves.Select(Daily));
            Assert.Equal(history.Handoffs.Values.Select(Told), replayed.Made.Select(made => made.Handoff).OrderBy(handoff => handoff.Id, StringComparer.Ordinal).Select(Told));
            Assert.Equal(Told(stored), Told(Refold.Of(stored, history, playbook, playbook).State));

            var outcome = AccountSimulation.Of(history, playbook, DateTimeOffset.MinValue, pipeline.Now.AddTicks(1));
            Assert.Equal(outcome.Did.Select(made => (made.Handoff, made.At, made.Gate)), outcome.Would.Select(made => (made.Handoff, made.At, made.Gate)));
        }
    }

    [Fact]
    public async Task Who_was_merged_is_replayed_nearly_and_said_to_be()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.ProcessAsync(Some.Demo(2).By("joke@other-company.example"));
        await pipeline.MergeAccountsAsync("joke@other-company.example", "ingrid@hoekstra-transport.example", 100);
        await pipeline.DrainAsync();

        var histories = await pipeline.Get<HistoryReader>().ReadAsync("", null, default).ToListAsync(TestContext.Current.CancellationToken);

        Assert.All(histories, history => Assert.True(history.IsApproximate));
        var outcomes = histories.Select(history => AccountSimulation.Of(history, SamplePlaybook.Instance, DateTimeOffset.MinValue, pipeline.Now.AddTicks(1))).ToList();
        Assert.Equal(Assert.Single(outcomes.SelectMany(outcome => outcome.Did)).Handoff, Assert.Single((await pipeline.AccountsAsync()).SelectMany(account => account.State.Handoffs.Values)).Id);
        Assert.Equal("charging", Assert.Single(outcomes.SelectMany(outcome => outcome.Would)).Lead.Split('.')[1]);
    }

    [Fact]
    public async Task Half_a_range_of_accounts_is_read_in_one_query_without_what_no_replay_needs()
    {
        using var pipeline = await LivedAsync(7);
        var all = pipeline.Storage.Rows(TableNames.Accounts).Select(row => row.PartitionKey).Distinct().Order(StringComparer.Ordinal).ToList();

        var mark = pipeline.Storage.Mark();
        var lower = await pipeline.Get<HistoryReader>().ReadAsync("", all[1], default).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Single(pipeline.Storage.CallsSince(mark));
        var upper = await pipeline.Get<HistoryReader>().ReadAsync(all[1], null, default).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(all, lower.Concat(upper).Select(history => history.Account));
        Assert.Equal(all[0], Assert.Single(lower).Account);
    }

    // The last weeks bring nothing but time.
    private static async Task<Pipeline> LivedAsync(int seed)
    {
        var random = new Random(seed);
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        for (var number = 1; number <= 24; number++)
        {
            await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(random.Next(1, 4 * 24 * 60)));
            await pipeline.ProcessAsync(Done(number, random, pipeline.Now));
            if (random.Next(2) == 0) await AnswerAsync(pipeline, number, random);
            if (random.Next(8) == 0) await LeaveAsync(pipeline, number, random);
        }
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(150));
        return pipeline;
    }

    private static Submission Done(int number, Random random, DateTimeOffset now)
    {
        var (activity, content) = Doings[random.Next(Doings.Length)];
        var late = random.Next(4) == 0 ? TimeSpan.FromHours(random.Next(300)) : TimeSpan.Zero;
        var email = People[random.Next(People.Length)];
        return Some.Activity(number, activity, content, now) with
        {
            OccurredAt = now - late, Proposition = activity == "demo-requested" ? "energy" : null, AttendedMinutes = 50, DurationMinutes = 60,
            ActivityKey = activity == "webinar-attended" ? "webinar:" + content : null,
            Contact = new Contact { Email = email, JobTitle = random.Next(3) == 0 ? "Facility manager" : null, Country = "NL" },
            Consents = random.Next(2) == 0 ? [new Consent(ConsentPurposes.Tracking, random.Next(4) > 0, "", "")] : null,
        };
    }

    private static async Task AnswerAsync(Pipeline pipeline, int number, Random random)
    {
        await pipeline.RunUntilAsync(pipeline.Now.AddHours(random.Next(1, 80)));
        var reasons = SamplePlaybook.Instance.Stages.Refusals.ToList();
        foreach (var loaded in await pipeline.AccountsAsync())
        {
            if (loaded.State.Handoffs.Values.FirstOrDefault(handoff => handoff is { AccountManager: not null, Answer: null }) is not { } handoff) continue;
            var accepts = random.Next(3) == 0;
            await CommandAsync(pipeline, new AnswerCommand
            {
                Id = Some.Id(1_000 + number), Account = loaded.State.Account.Id, At = pipeline.Now, Handoff = handoff.Id, By = handoff.AccountManager!,
                Answer = accepts ? AnswerKinds.Accept : AnswerKinds.Reject, Reason = accepts ? null : reasons[random.Next(reasons.Count)].Id,
            });
            return;
        }
    }

    private static async Task LeaveAsync(Pipeline pipeline, int number, Random random)
    {
        var members = (await pipeline.AccountsAsync()).SelectMany(loaded => loaded.State.Account.Members.Keys).ToList();
        if (members.Count > 0)
            await CommandAsync(pipeline, new PersonLeftCommand { Id = Some.Id(2_000 + number), At = pipeline.Now, Person = members[random.Next(members.Count)], Reason = Departure.Told });
    }

    private static async Task CommandAsync(Pipeline pipeline, Command command)
    {
        await pipeline.Get<MessageQueue>().PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, default);
        await pipeline.DrainAsync();
    }

    private static (string, string?, string, DateOnly, string, int) Daily(StageMove move) =>
        (move.LeadKey, move.From, move.To, DateOnly.FromDateTime(move.At.UtcDateTime), move.Cause, move.Score);

    private static string Told(AccountState state) => string.Join(
        '\n', state.Leads.Values.Select(lead => JsonSerializer.Serialize(lead, IntakeJson.Default.Lead))
            .Append(JsonSerializer.Serialize(state.Account with { Revision = 0, MailDays = null }, IntakeJson.Default.Account)));

    private static (string, HandoffState, string, bool, DateTimeOffset, Trigger, string?, DateTimeOffset?, Answer?) Told(Handoff handoff) => (
        handoff.Id, handoff.State, handoff.Gate, handoff.Asked, handoff.DecidedAt, handoff.Trigger, handoff.AccountManager, handoff.MailedAt, handoff.Answer);
}
