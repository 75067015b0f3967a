using CsCheck;
using Intake.Accounts;
using Intake.Scoring;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Tests.Playbooks;
using Intake.Tests.Storage;
using static Intake.Functions.Tests.Flow.WebinarCourse;

namespace Intake.Functions.Tests.Flow;

/// <summary>A webinar from the registrations to the minutes of everybody.</summary>
public sealed class WebinarTests(ITestOutputHelper output)
{
    private const string Ingrid = "ingrid@hoekstra-transport.example", Piet = "piet@hoekstra-transport.example";

    [Fact]
    public async Task Who_came_on_two_devices_attended_and_who_did_not_come_missed_it()
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.RunUntilAsync(Ends);
        foreach (var call in (ProviderCall[])[Joined(0, "r1"), Left(20, "r1"), Joined(15, "r1", "phone"), Left(30, "r1", "phone"), Joined(50, "r1", "b"), Ended()])
            await pipeline.CallAsync(call);
        await pipeline.DrainAsync();
        await pipeline.RunUntilAsync(Ends.AddMinutes(14));
        Assert.DoesNotContain(pipeline.Records(), record => record.Submission!.ActivityKey?.StartsWith("attendance:", StringComparison.Ordinal) is true);

        await FinishAsync(pipeline);
        Assert.Equal([("webinar-attended", 40), ("webinar-missed", null)], Told(pipeline));
        Assert.Equal("product-webinar-attended|pweb-energie 1, product-webinar-registered|pweb-energie 1; product-webinar-registered|pweb-energie 1, webinar-missed|pweb-energie 1",
            await CountsAsync(pipeline));
        var attended = pipeline.Records().Single(record => record.Submission!.Activity == "webinar-attended").Submission!;
        Assert.Equal((60, Ends), (attended.DurationMinutes, attended.OccurredAt));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Who_registered_at_our_own_form_and_never_came_missed_it()
    {
        using var pipeline = await Pipeline.StartAsync(Starts.AddDays(-3), [Some.Transport]);
        await pipeline.ProcessAsync(Some.Activity(1, "webinar-registered", "pweb-energie", Starts.AddDays(-3)) with { Form = "webinar-energie" });
        await pipeline.RunUntilAsync(Ends);
        await pipeline.CallAsync(Ended());
        await FinishAsync(pipeline);
        Assert.Equal([("webinar-missed", null)], Told(pipeline));
    }

    [Fact]
    public async Task A_late_event_turns_missed_into_attended_and_counts_once()
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.RunUntilAsync(Ends);
        await pipeline.CallAsync(Ended());
        await FinishAsync(pipeline);
        Assert.Equal([("webinar-missed", null), ("webinar-missed", null)], Told(pipeline));

        await pipeline.RunUntilAsync(Ends.AddHours(1));
        await pipeline.CallAsync(Left(50, "r1"));
        await FinishAsync(pipeline);
        await pipeline.CallAsync(Joined(10, "r1"));
        await FinishAsync(pipeline);

        Assert.Equal([("webinar-attended", 0), ("webinar-attended", 40), ("webinar-missed", null), ("webinar-missed", null)], Told(pipeline));
        Assert.Equal("product-webinar-attended|pweb-energie 1, product-webinar-registered|pweb-energie 1; product-webinar-registered|pweb-energie 1, webinar-missed|pweb-energie 1",
            await CountsAsync(pipeline));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_second_close_without_news_changes_nothing()
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.RunUntilAsync(Ends);
        foreach (var call in (ProviderCall[])[Joined(0, "r1"), Ended()]) await pipeline.CallAsync(call);
        await FinishAsync(pipeline);
        var (told, counts) = (Told(pipeline), await CountsAsync(pipeline));

        await pipeline.CallAsync(Ended());
        await FinishAsync(pipeline);
        Assert.Equal((counts, told.Count), (await CountsAsync(pipeline), Told(pipeline).Count));
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("z:conflict:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_events_of_a_webinar_may_come_in_any_order_and_several_times() =>
        Gen.Int.Sample(seed => Assert.Equal(PlayAsync(null).GetAwaiter().GetResult(), PlayAsync(seed).GetAwaiter().GetResult()), iter: 15, threads: 1);

    [Fact]
    public async Task Created_and_approved_count_once_and_the_buying_role_is_kept()
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.CallAsync(Registration(Ingrid, "r1", "approved"));
        await pipeline.DrainAsync();
        Assert.Equal("product-webinar-registered|pweb-energie 1; product-webinar-registered|pweb-energie 1", await CountsAsync(pipeline));
        var account = Assert.Single(await pipeline.AccountsAsync()).State.Account.Id;
        var person = await pipeline.Get<AccountStore>().PersonAsync(account, pipeline.Get<Keys>().Person(Ingrid), default);
        Assert.Equal("Influencer", person!.Facts.Of(FactNames.BuyingRole));
    }

    [Fact]
    public async Task Who_cancelled_or_was_denied_is_not_said_to_have_missed_it()
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.CallAsync(Registration(Ingrid, "r1", "cancelled"));
        await pipeline.CallAsync(Registration(Piet, "r2", "denied"));
        await pipeline.RunUntilAsync(Ends);
        await pipeline.CallAsync(Ended());
        await FinishAsync(pipeline);
        Assert.Empty(Told(pipeline));
    }

    [Fact]
    public async Task A_webinar_whose_end_is_lost_is_closed_four_hours_after_its_plan()
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.RunUntilAsync(Starts);
        await pipeline.CallAsync(Joined(0, "r1"));
        await pipeline.DrainAsync();
        await pipeline.RunUntilAsync(Ends.AddHours(4).AddMinutes(-1));
        Assert.Empty(Told(pipeline));
        await FinishAsync(pipeline);
        Assert.Equal([("webinar-attended", 60), ("webinar-missed", null)], Told(pipeline));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Closing_costs_two_reads_a_put_for_forty_persons_and_the_reminder()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        for (var number = 0; number < 100; number++)
            await pipeline.CallAsync(Joined(number % 50, $"r{number}", email: $"a{number}@firm-{number}.example"));
        await pipeline.RunUntilAsync(Ends);
        await pipeline.CallAsync(Ended());
        await pipeline.DrainAsync();
        pipeline.Time.SetUtcNow(Ends.AddMinutes(15));

        var mark = pipeline.Storage.Mark();
        await pipeline.RunHandoffAsync();
        List<string> calls = [.. pipeline.Storage.CallsSince(mark).Select(call => $"{call.Operation} {call.Resource}")];
        output.WriteLine(string.Join(", ", calls));
        Assert.Equal(2, calls.Count(call => call == "table:query Webinars"));
        Assert.Equal(3, calls.Count(call => call == "queue:put intake-submissions"));
        Assert.Equal(1, calls.Count(call => call.EndsWith(TableNames.Agenda, StringComparison.Ordinal) && !call.StartsWith("table:query", StringComparison.Ordinal)));
        Assert.Equal(7, calls.Count);
    }

    [Fact]
    public async Task However_a_call_fails_and_wherever_the_process_dies_the_end_is_the_same()
    {
        var whole = await CrashAsync(0, FaultKind.Before, dies: false);
        foreach (var kind in (FaultKind[])[FaultKind.Before, FaultKind.After, FaultKind.LoseAnswer])
            foreach (var dies in (bool[])[false, true])
                for (var n = 1; n <= whole.Calls; n++)
                {
                    var (state, calls) = await CrashAsync(n, kind, dies);
                    Assert.Equal((n, kind, dies, whole.State), (n, kind, dies, state));
                }
        output.WriteLine($"{whole.Calls} calls");
        Assert.InRange(whole.Calls, 20, 60);
    }

    // From the last event on: kept, closed, told, scored; the n-th call to storage goes wrong.
    private static async Task<(string State, int Calls)> CrashAsync(int n, FaultKind kind, bool dies)
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.RunUntilAsync(Ends);
        foreach (var call in (ProviderCall[])[Joined(0, "r1"), Left(45, "r1")]) await pipeline.CallAsync(call);
        await pipeline.DrainAsync();
        await pipeline.CallAsync(Ended());
        var (mark, left, dead, struck) = (pipeline.Storage.Mark(), n, false, false);
        pipeline.Storage.Pause = (_, _) => dead ? throw new ProcessDiedException() : ValueTask.CompletedTask;
        pipeline.Storage.Fail(_ =>
        {
            if (--left != 0) return null;
            (struck, dead) = (true, dies);
            return kind;
        });
        for (var round = 0; round < 40 && pipeline.NextDue() is { } due; round++)
        {
            try
            {
                await pipeline.RunUntilAsync(due > pipeline.Now ? due : pipeline.Now);
            }
            catch (Exception) when (struck)
            {
                // The fault itself: the host logs it and goes on, or is dead.
            }
            if (!dead) continue;
            dead = false;
            pipeline.Restart();
        }
        var calls = pipeline.Storage.CountSince(mark);
        Assert.Equal(n > 0, struck);
        pipeline.AssertAtRest();
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.DeadLetters), row => row.GetString("State") == "Dead");
        return (string.Join(' ', Told(pipeline)) + await CountsAsync(pipeline), calls);
    }

    private static async Task<string> PlayAsync(int? seed)
    {
        using var pipeline = await RegisteredAsync();
        await pipeline.RunUntilAsync(Ends);
        ProviderCall[] calls =
        [
            Joined(0, "r1"), Left(10, "r1"), Joined(5, "r1", "b"), Left(25, "r1", "b"), Joined(40, "other", "c", Ingrid), Left(50, "other", "c"), Joined(55, "r2", "d"), Ended(),
        ];
        if (seed is { } number)
        {
            var random = new Random(number);
            calls = [.. calls, .. calls.Where(_ => random.Next(2) == 0)];
            random.Shuffle(calls);
        }
        foreach (var call in calls)
        {
            await pipeline.CallAsync(call);
            if (seed is null || call.Id[0] > '7') continue;
            await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(9));
        }
        await FinishAsync(pipeline);
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
        var account = Assert.Single(await pipeline.AccountsAsync()).State;
        return await CountsAsync(pipeline) + string.Join(' ', account.Leads.Values.Select(lead =>
            Scorer.Score(account.Account, lead, SamplePlaybook.Instance, new DateOnly(2026, 9, 24)).Total));
    }

    private static async Task<Pipeline> RegisteredAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.CallAsync(Registration(Ingrid, "r1"));
        await pipeline.CallAsync(Registration(Piet, "r2"));
        await pipeline.DrainAsync();
        return pipeline;
    }

    private static async Task FinishAsync(Pipeline pipeline)
    {
        for (var round = 0; round < 40 && pipeline.NextDue() is { } due; round++) await pipeline.RunUntilAsync(due > pipeline.Now ? due : pipeline.Now);
    }

    private static List<(string Activity, int? Minutes)> Told(Pipeline pipeline) =>
    [
        .. pipeline.Records().Select(record => record.Submission!).Where(one => one.ActivityKey?.StartsWith("attendance:", StringComparison.Ordinal) is true)
            .Select(one => (one.Activity, one.AttendedMinutes)).Order(),
    ];

    // By person; who attended before who did not.
    private static async Task<string> CountsAsync(Pipeline pipeline)
    {
        var account = Assert.Single(await pipeline.AccountsAsync()).State;
        var lead = account.Leads.Values.Single(lead => lead.Proposition == "energy");
        Assert.Equal(lead.Score!.Total, lead.Score.Reasons.Sum(reason => reason.Hundredths));
        return string.Join("; ", lead.Persons.Values.Select(counts => string.Join(", ", counts.Buckets.Select(bucket => $"{bucket.Key} {bucket.Value.Values.Sum()}")))
            .Order(StringComparer.Ordinal));
    }
}
