using System.Diagnostics.Metrics;
using Azure.Data.Tables;
using Intake.Accounts;
using Intake.Storage;
using Intake.Submissions;
using Intake.Telemetry;

namespace Intake.Functions.Tests.Flow;

/// <summary>A tester goes the whole way and touches nothing that is real.</summary>
public sealed class TesterFlowTests
{
    private const string Tester = "ingrid@hoekstra-transport.example";

    // Nobody owns it, and several take turns: that must not be disturbed either.
    private static readonly Company Unowned = Some.Transport with { Owner = null, Postcode = null };

    [Fact]
    public async Task A_test_leaves_everything_real_as_it_was()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Unowned]);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.ProcessAsync(Some.Whitepaper(2).By("piet@hoekstra-transport.example"));
        var before = Snapshot(pipeline);
        var mailed = pipeline.Mails.Taken.Count;

        // The very person, company and proposition of which there are real leads.
        await pipeline.ProcessAsync(Test(Some.Demo(11)));
        await pipeline.ProcessAsync(Test(Some.Demo(12) with { Proposition = "energy" }));
        await pipeline.RunUntilAsync(Some.Now.AddDays(2));

        var after = Snapshot(pipeline);
        foreach (var (row, content) in before) Assert.Equal((row, content), (row, after.GetValueOrDefault(row)));
        // What is new stands beside it, where nothing real is.
        var real = before.Keys.Select(row => (row.Table, row.Partition)).ToHashSet();
        Assert.All(after.Keys.Except(before.Keys), row =>
        {
            Assert.Contains(row.Table, (string[])[TableNames.Accounts, TableNames.People, TableNames.Mails]);
            Assert.DoesNotContain((row.Table, row.Partition), real);
        });
        Assert.Equal(mailed + 2, pipeline.Mails.Taken.Count);
    }

    [Fact]
    public async Task All_its_mails_go_to_the_tester_and_say_so()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Test(Some.Demo(1)));
        await pipeline.ProcessAsync(Test(Some.Demo(2, Some.Now.AddDays(1))) with { Message = "And one thing more" });
        await pipeline.ProcessAsync(Test(Some.Activity(3, "contact-sent", "contact")) with { Form = "contact", Subject = "invoice", Message = "Where is it?" });
        await pipeline.RunUntilAsync(Some.Now.AddDays(3));

        Assert.True(pipeline.Mails.Taken.Count >= 2);
        Assert.All(pipeline.Mails.Taken, mail => Assert.Equal(Tester, mail.To));
        Assert.All(pipeline.Mails.Taken, mail => Assert.StartsWith("[Test] ", mail.Mail.Subject, StringComparison.Ordinal));
        Assert.Contains(pipeline.Mails.Taken, mail => mail.Mail.Text.Contains("Hoekstra Transport", StringComparison.Ordinal));
        Assert.Contains(pipeline.Mails.Taken, mail => mail.Mail.Text.Contains("Where is it?", StringComparison.Ordinal));
        Assert.Empty(pipeline.Storage.Rows(TableNames.Leads));
        Assert.Empty(pipeline.Storage.Rows(TableNames.StageChanges));
        Assert.Equal(Outcome.Scored, pipeline.Records()[0].Outcome);
    }

    [Fact]
    public async Task A_real_submission_after_a_test_is_as_the_first_ever()
    {
        using var tested = await Pipeline.StartAsync(Some.Now, [Unowned]);
        await tested.ProcessAsync(Test(Some.Demo(9)));
        await tested.ProcessAsync(Some.Demo(1));
        using var untested = await Pipeline.StartAsync(Some.Now, [Unowned]);
        await untested.ProcessAsync(Some.Demo(1));

        var mail = Assert.Single(untested.Mails.Taken);
        Assert.Equal((mail.To, mail.Mail.Subject), (tested.Mails.Taken[^1].To, tested.Mails.Taken[^1].Mail.Subject));
        var (there, here) = (Snapshot(untested), Snapshot(tested));
        foreach (var table in (string[])[TableNames.Leads, TableNames.StageChanges, TableNames.Routing])
            Assert.Equal(there.Keys.Where(row => row.Table == table), here.Keys.Where(row => row.Table == table));
    }

    [Fact]
    public async Task What_comes_by_a_link_of_a_test_is_a_test()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.ProcessAsync(Test(Some.Demo(2)));
        var person = pipeline.Get<Keys>().OfTesters.Person(Tester);
        var download = Some.Activity(3, "whitepaper-downloaded", "wp-netcongestie") with { PersonId = person, Contact = new Contact { Email = "" } };
        await pipeline.ProcessAsync(download);

        var accounts = await pipeline.AccountsAsync();
        Assert.Equal([Tester, null], accounts.Select(account => account.State.Account.Tester).OrderByDescending(tester => tester));
        var row = Assert.Single(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey == Rows.Submission(download.Id));
        Assert.Equal(accounts.Single(account => account.State.Account.Tester is not null).State.Account.Id, row.PartitionKey);
    }

    [Fact]
    public async Task A_colleague_who_is_no_lead_gets_the_mail_of_a_test()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ProcessAsync(Some.Demo(1).By("tess@lichtveld.example"));
        Assert.Empty(pipeline.Mails.Taken);
        await pipeline.ProcessAsync(Some.Demo(2).By("tess@lichtveld.example") with { Tester = "tess@lichtveld.example" });
        Assert.Equal("tess@lichtveld.example", Assert.Single(pipeline.Mails.Taken).To);
    }

    [Fact]
    public async Task A_test_is_in_no_count()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, on) =>
            {
                if (instrument.Meter.Name == IntakeMetrics.MeterName && instrument.Meter.Scope == pipeline.Get<IMeterFactory>()) on.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => counted.Add(instrument.Name));
        listener.Start();

        var entry = new Entry { Source = "form", Content = "demo", Form = "demo", Activity = "demo-requested", Contact = new Contact { Email = Tester } };
        await pipeline.Get<SubmissionDesk>().AcceptAsync(entry, SubmissionKey.None, new Circumstances { Trusted = true });
        await pipeline.SubmitAsync(Test(Some.Demo(1)).By("x@mailinator.com"));
        await pipeline.DrainAsync();
        Assert.Empty(counted);

        await pipeline.Get<SubmissionDesk>().AcceptAsync(entry, SubmissionKey.None);
        Assert.Equal(["intake.submissions.accepted"], counted);
    }

    private static Submission Test(Submission submission) => submission with { Tester = Tester };

    private static Dictionary<(string Table, string Partition, string Row), string> Snapshot(Pipeline pipeline) => TableNames.All
        .Where(table => table != TableNames.Agenda)
        .SelectMany(table => pipeline.Storage.Rows(table).Select(row => (Key: (table, row.PartitionKey, row.RowKey), Content: Content(row))))
        .ToDictionary(row => row.Key, row => row.Content);

    private static string Content(TableEntity row) =>
        string.Join(' ', row.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={column.Value}"));
}
