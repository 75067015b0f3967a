using Intake.Accounts;
using Intake.Agenda;
using Intake.Commands;
using Intake.Handoffs;
using Intake.Stages;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Playbooks;
using Intake.Tests.Stages;

namespace Intake.Functions.Tests.Flow;

/// <summary>Time alone moves leads, on their day and without any activity.</summary>
public sealed class LookTests(ITestOutputHelper output)
{
    [Fact]
    public async Task An_unanswered_lead_goes_back_on_the_day_on_which_it_has_cooled()
    {
        using var pipeline = await HandedOffAsync();
        var (account, lead) = await SeeAsync(pipeline);
        var day = Assert.NotNull(lead.LookAt);

        await pipeline.RunUntilAsync(LookTime.At(account.Id, day).AddMilliseconds(-1));
        Assert.Equal("mql", (await SeeAsync(pipeline)).Lead.Stage);
        await pipeline.RunUntilAsync(LookTime.At(account.Id, day));

        var (_, cooled) = await SeeAsync(pipeline);
        Assert.Equal(("unqualified", null, LookTime.At(account.Id, day)), (cooled.Stage, cooled.LookAt, cooled.StageSince));
        Assert.True(cooled.Score!.Total < 4500);
        var move = pipeline.Storage.Rows(TableNames.StageChanges)[^1];
        Assert.Equal(("mql", "unqualified", "cooled:total", AgendaKinds.Look), (move.GetString("From"), move.GetString("To"), move.GetString("Cause"), move.GetString("By")));
        Assert.Empty(pipeline.AgendaButClocks());
    }

    [Fact]
    public async Task A_lead_that_fading_negatives_let_over_the_line_is_handed_off_by_itself()
    {
        using var pipeline = await HeldBackAsync();
        Assert.Empty(pipeline.Mails.Taken);

        await pipeline.RunUntilAsync(Some.Now.AddDays(8));

        Assert.Single(pipeline.Mails.Taken);
        Assert.Equal("score", Assert.Single((await pipeline.AccountsAsync())[0].State.Handoffs.Values).Gate);
    }

    [Fact]
    public async Task What_is_noted_is_replaced_by_an_earlier_day_only()
    {
        using var pipeline = await HandedOffAsync();
        var noted = (await SeeAsync(pipeline)).Lead.LookAt;

        // Points that came on top put it off; the look on the noted day finds that out.
        await pipeline.RunUntilAsync(Some.Now.AddDays(20));
        await pipeline.ProcessAsync(Consented(9, "webinar-attended", "pweb-energie", pipeline.Now) with { AttendedMinutes = 60, DurationMinutes = 60 });
        Assert.Equal(noted, (await SeeAsync(pipeline)).Lead.LookAt);
        await pipeline.RunUntilAsync(new DateTimeOffset(noted!.Value.AddDays(1), default, default));

        var (_, lead) = await SeeAsync(pipeline);
        Assert.Equal("mql", lead.Stage);
        Assert.True(lead.LookAt > noted);
        Assert.Single(pipeline.AgendaButClocks());
    }

    [Fact]
    public async Task An_answer_leaves_nothing_that_time_moves()
    {
        using var pipeline = await HandedOffAsync();
        await AcceptAsync(pipeline);
        await pipeline.RunUntilAsync(Some.Now.AddDays(400));

        Assert.Equal(("sal", null), ((await SeeAsync(pipeline)).Lead.Stage, (await SeeAsync(pipeline)).Lead.LookAt));
        Assert.Empty(pipeline.AgendaButClocks());
    }

    [Fact]
    public async Task A_lead_that_went_to_another_account_cools_there_and_is_not_looked_for_here()
    {
        using var pipeline = await HandedOffAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(20).By(Merges.Kees));
        var home = await pipeline.AccountOfAsync(Merges.Ingrid);
        await pipeline.MergeAccountsAsync(Merges.Ingrid, Merges.Kees);
        await pipeline.DrainAsync();
        var there = await pipeline.AccountOfAsync(Merges.Ingrid);
        Assert.NotEqual(home, there);

        await pipeline.RunUntilAsync(Some.Now.AddDays(200));

        var lead = (await pipeline.LoadAsync(there)).State.Latest("energy")!;
        Assert.Equal(("unqualified", null), (lead.Stage, lead.LookAt));
        Assert.Empty(pipeline.AgendaButClocks());
        Assert.Contains(pipeline.Storage.Rows(TableNames.StageChanges), row => row.GetString("Account") == there && row.GetString("Cause") == "cooled:total");
    }

    [Fact]
    public async Task Wherever_a_look_fails_or_dies_it_ends_the_same()
    {
        var calls = await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await HandedOffAsync();
                pipeline.Time.SetUtcNow(Some.Now.AddDays(120));
                return pipeline;
            },
            (pipeline, struck) =>
            {
                var moves = pipeline.Storage.Rows(TableNames.StageChanges).Where(row => row.GetString("Lead") == "energy:1").Select(row => row.GetString("To"));
                Assert.Equal(("unqualified,mql,unqualified", $"{struck}"), (string.Join(',', moves), $"{struck}"));
                Assert.Empty(pipeline.AgendaButClocks());
            },
            looksUntil: Some.Now.AddDays(400));
        output.WriteLine($"{calls} calls");
    }

    [Fact]
    public async Task Wherever_a_look_that_puts_itself_off_fails_or_dies_the_next_one_comes() => await EveryCall.FailsOnceAsync(
        async () =>
        {
            var pipeline = await HandedOffAsync();
            await pipeline.ProcessAsync(Consented(9, "webinar-attended", "pweb-energie", Some.Now) with { AttendedMinutes = 60, DurationMinutes = 60 });
            // The noted day is before the one on which it cools.
            var (account, lead) = await SeeAsync(pipeline);
            pipeline.Time.SetUtcNow(LookTime.At(account.Id, lead.LookAt!.Value));
            return pipeline;
        },
        (pipeline, struck) =>
        {
            var lead = System.Text.Json.JsonSerializer.Deserialize(
                pipeline.Storage.Rows(TableNames.Accounts).Single(row => row.RowKey == "lead:energy:1").GetString("Data"), IntakeJson.Default.Lead)!;
            Assert.Equal(("unqualified", null, $"{struck}"), (lead.Stage, lead.LookAt, $"{struck}"));
        },
        looksUntil: Some.Now.AddDays(400));

    [Fact]
    public async Task A_look_that_moves_a_lead_costs_7_calls()
    {
        using var pipeline = await HandedOffAsync();
        var (account, lead) = await SeeAsync(pipeline);
        var look = LookTime.At(account.Id, lead.LookAt!.Value);
        await pipeline.RunUntilAsync(look.AddMinutes(-1));
        pipeline.Time.SetUtcNow(look);
        var mark = pipeline.Storage.Mark();

        await pipeline.RunHandoffAsync();

        List<string> calls = [.. pipeline.Storage.CallsSince(mark).Select(call => $"{call.Operation} {call.Resource}")];
        output.WriteLine(string.Join(", ", calls));
        Assert.Equal("unqualified", (await SeeAsync(pipeline)).Lead.Stage);
        Assert.Equal(7, calls.Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(18)]
    [InlineData(20)]
    public async Task Through_random_histories_no_move_is_missed(int seed)
    {
        var random = new Random(seed);
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        if (seed % 2 == 0) await UseAsync(pipeline);
        var (numbers, seen) = (0, 0);
        for (var day = 0; day < 400; day++)
        {
            while (day < 150 && random.Next(8) == 0) await HappenAsync(pipeline, random, ++numbers);
            await pipeline.RunUntilAsync(new DateTimeOffset(DateOnly.FromDateTime(pipeline.Now.UtcDateTime).AddDays(1), new TimeOnly(4, 20), default));
            foreach (var account in await pipeline.AccountsAsync()) seen += Check(pipeline, account.State);
        }
        Assert.Empty(pipeline.Pump.Failures);
        var byTime = pipeline.Storage.Rows(TableNames.StageChanges).Select(row => (By: row.GetString("By"), To: row.GetString("To"))).Where(move => move.By == AgendaKinds.Look).ToArray();
        output.WriteLine($"{numbers} submissions and answers, {seen} leads seen, by time {string.Join(' ', byTime.Select(move => move.To))}");
        Assert.NotEmpty(byTime);
    }

    // A look now would change nothing, and what time will move is on the agenda once.
    private static int Check(Pipeline pipeline, AccountState state)
    {
        var looked = Assessor.Look(state, pipeline.Playbook, pipeline.Now, Reachability.By(pipeline.Playbook.Contacts));
        Assert.Empty(looked.Changes);
        foreach (var (key, lead) in state.Leads.Where(lead => !lead.Value.Closed))
        {
            var entries = pipeline.AgendaButClocks().Where(row => row.GetString("Kind") == AgendaKinds.Look && row.GetString("Reference") == key && row.GetString("Account") == state.Account.Id)
                .Count(row => row.GetDateTimeOffset("Due") == (lead.LookAt is { } day ? LookTime.At(state.Account.Id, day) : null));
            Assert.Equal(lead.LookAt is null ? 0 : 1, entries);
            if (Cooling.NextDay(state, lead, pipeline.Playbook, pipeline.Now, Reachability.By(pipeline.Playbook.Contacts)) is { } next) Assert.True(lead.LookAt <= next);
        }
        return state.Leads.Count;
    }

    private static async Task HappenAsync(Pipeline pipeline, Random random, int number)
    {
        (string Activity, string Content)[] what =
        [
            ("price-list-downloaded", "prijslijst-energie"), ("whitepaper-downloaded", "wp-netcongestie"), ("webinar-attended", "pweb-energie"), ("webinar-registered", "pweb-energie"),
            ("careers-page-viewed", "-"), ("price-list-downloaded", "prijslijst-laden"), ("demo-requested", "demo"), ("webinar-cancelled", "pweb-energie"),
        ];
        var open = (await pipeline.AccountsAsync()).SelectMany(account => account.State.Handoffs.Values.Where(handoff => handoff.Answer is null).Select(handoff => (account.State.Account.Id, Handoff: handoff))).ToArray();
        if (open.Length > 0 && random.Next(7) == 0)
        {
            var (account, handoff) = open[random.Next(open.Length)];
            string?[] reasons = [null, "wrong-person", "no-timing", "support", "duplicate", "not-a-fit"];
            var reason = reasons[random.Next(reasons.Length)];
            await AnswerAsync(pipeline, account, handoff, reason is null ? Stages.AnswerKinds.Accept : Stages.AnswerKinds.Reject, reason);
            return;
        }
        var (activity, content) = what[random.Next(what.Length)];
        string[] who = [Merges.Ingrid, "piet@hoekstra-transport.example", "anna@hoekstra-transport.example"];
        await pipeline.ProcessAsync(Consented(number, activity, content, pipeline.Now).By(who[random.Next(who.Length)]) with
        {
            AttendedMinutes = 60, DurationMinutes = 60, Proposition = activity is "careers-page-viewed" ? "energy" : null,
        });
    }

    private static async Task<Pipeline> HandedOffAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Consented(1, "whitepaper-downloaded", "wp-netcongestie", Some.Now));
        await pipeline.ProcessAsync(Consented(2, "price-list-downloaded", "prijslijst-energie", Some.Now));
        Assert.Equal("mql", (await SeeAsync(pipeline)).Lead.Stage);
        return pipeline;
    }

    private static async Task<Pipeline> HeldBackAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await UseAsync(pipeline);
        await pipeline.ProcessAsync(Consented(1, Faded.Rule, "-", Some.Now) with { Proposition = "energy" });
        await pipeline.ProcessAsync(Consented(2, "price-list-downloaded", "prijslijst-energie", Some.Now));
        return pipeline;
    }

    private static Task UseAsync(Pipeline pipeline)
    {
        pipeline.Playbook = Faded.Playbook;
        pipeline.Restart();
        return Task.CompletedTask;
    }

    private static Submission Consented(int number, string activity, string content, DateTimeOffset at) =>
        Some.Activity(number, activity, content, at) with { Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")] };

    private static async Task<(Account Account, Lead Lead)> SeeAsync(Pipeline pipeline)
    {
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        return (state.Account, state.Latest("energy")!);
    }

    private static async Task AcceptAsync(Pipeline pipeline)
    {
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        await AnswerAsync(pipeline, state.Account.Id, Assert.Single(state.Handoffs.Values), Stages.AnswerKinds.Accept, null);
    }

    private static async Task AnswerAsync(Pipeline pipeline, string account, Handoff handoff, string kind, string? reason)
    {
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id, kind), Account = account, At = pipeline.Now, Handoff = handoff.Id, Answer = kind, Reason = reason, By = handoff.AccountManager ?? "fenna",
        });
        await pipeline.DrainAsync();
    }
}
