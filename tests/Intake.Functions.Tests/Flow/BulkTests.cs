using System.Text;
using Intake.Accounts;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Many at a time: activities of our own systems, files of contacts, reports of Teams.</summary>
public sealed class BulkTests
{
    private const string Fair =
        """
        E-mail;Voornaam;Achternaam;Functie;Bedrijf;Interesse;Termijn;Gesproken met;Opmerking;Datum
        petra@aalbers.example;Petra;Aalbers;Directeur inkoop;Aalbers Groothandel;charging;binnen half jaar;Sanne;wil een offerte;24-09-2026 10:00
        kees@koffie.example;Kees;Koffie;;Koffie BV;;;;;24-09-2026 10:05
        """;

    [Fact]
    public async Task Whoever_buys_within_six_months_goes_to_whom_they_spoke_to_and_a_card_for_a_coffee_is_an_inquiry()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (status, body) = await pipeline.ImportAsync(Fair);
        Assert.Equal((202, true), (status, body.GetProperty("complete").GetBoolean()));
        await FinishAsync(pipeline);

        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal("sanne@lichtveld.example", mail.To);
        Assert.Contains("wil een offerte", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Equal(["business-card", "stand-talk"], pipeline.Records().Select(record => record.Submission!.Activity).Order());
        Assert.All((await pipeline.AccountsAsync()).SelectMany(account => account.State.Leads.Values).Where(lead => lead.Proposition == "-"), lead => Assert.Equal("inquiry", lead.Stage));
    }

    [Fact]
    public async Task The_same_file_a_week_later_changes_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ImportAsync(Fair);
        await FinishAsync(pipeline);
        await pipeline.RunUntilAsync(Some.Now.AddDays(7));
        var (before, mails) = (Rows(pipeline), pipeline.Mails.Taken.Count);

        var (status, body) = await pipeline.ImportAsync(Fair);
        Assert.Equal((202, 2), (status, body.GetProperty("totals").GetProperty("accepted").GetInt32()));
        await FinishAsync(pipeline);
        Assert.Equal(before, Rows(pipeline));
        Assert.Equal(mails, pipeline.Mails.Taken.Count);
    }

    [Fact]
    public async Task What_is_older_than_a_week_counts_and_is_never_handed_off()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ImportAsync(Fair.Replace("24-09-2026", "10-09-2026", StringComparison.Ordinal));
        await FinishAsync(pipeline);
        Assert.Empty(pipeline.Mails.Taken);
        var lead = Assert.Single((await pipeline.AccountsAsync()).SelectMany(account => account.State.Leads.Values), lead => lead.Proposition == "charging");
        Assert.True(lead.Score!.Interest > 0);
    }

    [Fact]
    public async Task Each_row_is_told_and_none_stops_another()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (status, body) = await pipeline.ImportAsync("email,spoke with,date\na@b.nl,Nobody,\nnot an address,,\na@b.nl,Nobody,\nc@d.nl,,yesterday\n");
        Assert.Equal(207, status);
        Assert.Equal(["accepted", "duplicate-in-file", "rejected", "rejected"], body.Outcomes("rows").Order());
        var rows = body.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("row").GetInt32());
        Assert.Equal([2, 3, 4, 5], rows.Keys.Order());
        Assert.Contains("Nobody of the team", rows[2].GetProperty("notes").GetProperty("spokeWith").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(rows[3].GetProperty("errors").GetProperty("email").GetString()!);
        Assert.NotEmpty(rows[5].GetProperty("errors").GetProperty("occurredAt").GetString()!);
        Assert.DoesNotContain("not an address", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("scored", await AfterAsync(pipeline, rows[2].GetProperty("receipt").GetString()!));
    }

    [Theory]
    [InlineData("name\nKees", "", 400)]
    [InlineData("", "", 400)]
    [InlineData("email\na@b.nl", "?content=nonsense", 422)]
    [InlineData("email\na@b.nl", "?activity=nonsense", 422)]
    [InlineData("email\na@b.nl", "?timeZone=Mars/Olympus", 422)]
    [InlineData("email\nnobody", "", 422)]
    [InlineData("email\na@b.nl\n\"never closed\nc@d.nl", "", 400)]
    public async Task What_cannot_be_read_is_refused(string csv, string query, int expected)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(expected, (await pipeline.ImportAsync(csv, query)).Status);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_reported_as_far_as_it_came_and_can_be_posted_again()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var whole = "email\n" + string.Concat(Enumerable.Range(0, 100).Select(number => $"person{number}@bedrijf.example\n"));
        var (status, body) = await pipeline.ImportAsync(new BrokenStream(Encoding.ASCII.GetBytes(whole[..1500])));
        var accepted = body.GetProperty("totals").GetProperty("accepted").GetInt32();
        Assert.Equal((400, false), (status, body.GetProperty("complete").GetBoolean()));

        (status, body) = await pipeline.ImportAsync(whole);
        Assert.Equal((202, 100), (status, body.GetProperty("totals").GetProperty("accepted").GetInt32()));
        await FinishAsync(pipeline);
        Assert.Equal(100, pipeline.Records().Count);
        Assert.True(accepted < 100);
    }

    [Fact]
    public async Task A_queue_that_fails_half_way_is_told_with_what_was_accepted_before()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var puts = 0;
        pipeline.Storage.Fail(call => call.Operation == "queue:put" && ++puts > 1 ? FaultKind.Throttle : null);
        var (status, body) = await pipeline.ImportAsync("email\n" + string.Concat(Enumerable.Range(0, 100).Select(number => $"person{number}@bedrijf.example\n")));
        Assert.Equal((503, 40, 40, false), (status, body.GetProperty("totals").GetProperty("accepted").GetInt32(),
            body.GetProperty("totals").GetProperty("unavailable").GetInt32(), body.GetProperty("complete").GetBoolean()));
        Assert.Equal(80, body.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task A_report_of_teams_is_an_attendance_whose_minutes_are_replaced()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        const string report = "1. Summary\nMeeting title\tEnergie-webinar: pieken afvlakken\nStart time\t9/24/26, 10:00:00 AM\nMeeting duration\t1h 0m 0s\n\n2. Participants\n"
            + "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\nIngrid\t9/24/26, 10:00:00 AM\t9/24/26, 10:20:00 AM\t20m 0s\tingrid@hoekstra-transport.example\tAttendee\n";
        foreach (var text in new[] { report, report, report.Replace("10:20:00 AM\t20m", "10:50:00 AM\t50m", StringComparison.Ordinal) })
        {
            Assert.Equal(202, (await pipeline.ImportAsync(text)).Status);
            await FinishAsync(pipeline);
        }
        Assert.Equal([20, 50], pipeline.Records().Select(record => record.Submission!.AttendedMinutes).Order());
        var submissions = pipeline.Records().Select(record => record.Submission!).ToList();
        Assert.Equal(("webinar-attended", "pweb-energie"), (submissions[0].Activity, submissions[0].Content));
        Assert.Equal(submissions[0].ActivityKey, submissions[1].ActivityKey);
    }

    [Fact]
    public async Task Each_activity_has_its_own_outcome()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (status, body) = await pipeline.PostActivitiesAsync("""
            [{"id":"1","email":"ingrid@hoekstra-transport.example","activity":"price-list-downloaded","content":"prijslijst-laden","fields":{"campaign":"autumn"}},
             {"email":"nobody","activity":"coffee-drunk","minutes":-1,"occurredAt":"noon","content":"x","proposition":"x","language":"dutch"},
             7,
             {"id":"1","email":"ingrid@hoekstra-transport.example","activity":"price-list-downloaded","content":"prijslijst-laden","fields":{"campaign":"autumn"}},
             {"id":"1","email":"ingrid@hoekstra-transport.example","activity":"demo-requested"}]
            """);
        Assert.Equal((207, "accepted rejected rejected accepted accepted"), (status, string.Join(' ', body.Outcomes("items"))));
        var items = body.GetProperty("items");
        Assert.Equal(["activity", "content", "email", "language", "minutes", "occurredAt", "proposition"],
            items[1].GetProperty("errors").EnumerateObject().Select(error => error.Name));
        await pipeline.DrainAsync();
        var record = Assert.Single(pipeline.Records());
        Assert.Equal(("api", "prijslijst-laden", "autumn"), (record.Submission!.Source, record.Submission.Content, record.Submission.Fields["campaign"]));
        // The same key with other content is no second activity, and is not silently gone either.
        Assert.Equal(("scored", "conflict"), (await AfterAsync(pipeline, items[0].GetProperty("receipt").GetString()!), await AfterAsync(pipeline, items[4].GetProperty("receipt").GetString()!)));
    }

    [Theory]
    [InlineData("""{"email":"a@b.nl","activity":"demo-requested"}""", 202)]
    [InlineData("""[{"email":"a@b.nl","activity":"demo-requested"}]""", 202)]
    [InlineData("""[{"email":"a@b.nl","activity":"never-heard-of"}]""", 422)]
    [InlineData("[]", 400)]
    [InlineData("7", 400)]
    [InlineData("[{", 400)]
    [InlineData("""{"email":"a@b.nl","email":"c@d.nl","activity":"demo-requested"}""", 400)]
    public async Task The_answer_says_whether_all_some_or_none_is_accepted(string json, int expected)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(expected, (await pipeline.PostActivitiesAsync(json)).Status);
    }

    [Fact]
    public async Task Five_hundred_are_taken_in_thirteen_messages_and_one_more_is_not()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        string List(int count) => "[" + string.Join(',', Enumerable.Range(0, count).Select(number => $$"""{"email":"p{{number}}@b.example","activity":"business-card"}""")) + "]";
        var mark = pipeline.Storage.Mark();
        Assert.Equal(202, (await pipeline.PostActivitiesAsync(List(500))).Status);
        Assert.Equal(13, pipeline.Storage.CallsSince(mark).Count);
        Assert.Equal(400, (await pipeline.PostActivitiesAsync(List(501))).Status);
        Assert.Equal(413, (await pipeline.PostActivitiesAsync("[\"" + new string('x', 1024 * 1024) + "\"]")).Status);
    }

    [Fact]
    public async Task Attendance_told_twice_is_replaced_and_consent_told_by_a_system_lets_a_page_view_count()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        foreach (var minutes in (int[])[10, 48])
        {
            await pipeline.PostActivitiesAsync($$"""{"email":"ingrid@hoekstra-transport.example","activity":"webinar-attended","content":"pweb-energie","minutes":{{minutes}},"duration":60}""");
            await pipeline.DrainAsync();
            pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        }
        var lead = Assert.Single(await pipeline.AccountsAsync()).State.Leads.Values.Single(lead => lead.Proposition == "energy");
        Assert.Equal(["product-webinar-attended|pweb-energie"], lead.Persons.Values.SelectMany(counts => counts.Buckets.Keys));

        const string View = """{"email":"ingrid@hoekstra-transport.example","activity":"pricing-page-viewed","content":"prijslijst-energie"}""";
        Assert.Equal(422, (await pipeline.PostActivitiesAsync("""{"email":"i@b.example","activity":"purchase","consents":{"tracking":{"given":true}}}""")).Status);
        await pipeline.PostActivitiesAsync(View);
        await pipeline.PostActivitiesAsync(
            """{"email":"ingrid@hoekstra-transport.example","activity":"purchase","consents":{"tracking":{"given":true,"text":"You may follow what I read.","version":"2"}}}""");
        await pipeline.DrainAsync();
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.PostActivitiesAsync(View);
        await pipeline.DrainAsync();
        Assert.Equal(["no-consent", null], pipeline.Records().Where(record => record.Submission!.Activity == "pricing-page-viewed")
            .OrderBy(record => record.RecordedAt).Select(record => record.Refused));
    }

    [Fact]
    public async Task When_the_queue_fails_those_that_were_put_are_told_as_accepted()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var puts = 0;
        pipeline.Storage.Fail(call => call.Operation == "queue:put" && ++puts > 1 ? FaultKind.Throttle : null);
        var (status, body) = await pipeline.PostActivitiesAsync("[" + string.Join(',', Enumerable.Range(0, 50).Select(number => $$"""{"email":"p{{number}}@b.example","activity":"business-card"}""")) + "]");
        Assert.Equal((503, 40, 10), (status, body.GetProperty("accepted").GetInt32(), body.GetProperty("unavailable").GetInt32()));
    }

    [Fact]
    public async Task A_bad_one_among_those_that_share_a_message_is_put_back_alone()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        // The first is under way until the others have come.
        TaskCompletionSource first = new();
        var onTo = SubmissionPuts.OnTo(pipeline.Get<MessageQueue>());
        var puts = new SubmissionPuts(async (id, batch, token) =>
        {
            if (batch.Length == 1) await first.Task;
            await onTo(id, batch, token);
        }, pipeline.Time, Sharing.Default);
        var bad = Some.Demo(3).By("no address");
        var posted = Task.WhenAll(Enumerable.Range(1, 4).Select(number => puts.PutAsync(number == 3 ? bad : Some.Demo(number).By($"p{number}@b{number}.example"), default)));
        pipeline.Time.Advance(TimeSpan.FromMilliseconds(5));
        first.SetResult();
        await posted;
        Assert.Equal(2, pipeline.Storage.Messages(QueueNames.Submissions).Count);
        await pipeline.DrainAsync();
        Assert.Equal(3, pipeline.Records().Count);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(10));
        Assert.Equal(Outcome.DeadLettered, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(3)));
    }

    private static async Task FinishAsync(Pipeline pipeline)
    {
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        Assert.Empty(pipeline.Pump.Failures);
    }

    private static async Task<string> AfterAsync(Pipeline pipeline, string receipt)
    {
        await pipeline.DrainAsync();
        var opened = pipeline.Get<Receipts>().Open(receipt)!;
        return (await pipeline.Get<ReceiptReader>().ReadAsync(opened, default)).ToString().ToLowerInvariant();
    }

    private static string Rows(Pipeline pipeline) => string.Join('\n', pipeline.Storage.Rows(TableNames.Accounts)
        .Select(row => $"{row.PartitionKey} {row.RowKey} {row.GetString("Data")}").Order(StringComparer.Ordinal));

    /// <summary>Ends in the middle.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The connection is gone.");
    }
}
