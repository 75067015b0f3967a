using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.Scoring;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.Flow;

/// <summary>One submission in, one outcome, whatever the order and however often it comes.</summary>
public sealed class OutcomeTests
{
    private static readonly (string Activity, string Content)[] Acts =
    [
        ("whitepaper-requested", "wp-netcongestie"), ("whitepaper-downloaded", "wp-netcongestie"), ("webinar-registered", "pweb-laadplein"),
        ("price-list-downloaded", "prijslijst-energie"), ("demo-requested", "demo"), ("unsubscribed", "-"),
    ];

    private static readonly string[] People =
        ["ingrid@hoekstra-transport.example", "piet@hoekstra-transport.example", "info@hoekstra-transport.example", "kees@gmail.com"];

    private static readonly Gen<Submission[]> Sets =
        Gen.Select(Gen.Int[0, Acts.Length - 1], Gen.Int[0, People.Length - 1], Gen.Int[0, 20]).Array[1, 7].Select(picks => picks.Select((pick, number) =>
            Some.Activity(number + 1, Acts[pick.Item1].Activity, Acts[pick.Item1].Content, Some.Now.AddDays(-pick.Item3)) with
            {
                ReceivedAt = Some.Now,
                Proposition = pick.Item1 == 4 ? "energy" : null,
                Contact = Some.Demo(0).Contact with { Email = People[pick.Item2], JobTitle = pick.Item3 % 2 == 0 ? "Facility manager" : "Directeur" },
            }).ToArray());

    [Fact]
    public void Any_order_and_any_repetition_gives_the_same_scores() =>
        Gen.Select(Sets, Gen.Int[0, int.MaxValue]).Sample(
            (set, seed) =>
            {
                var random = new Random(seed);
                Submission[] again = [.. set, .. set.Where(_ => random.Next(2) == 0)];
                random.Shuffle(again);
                return PlayAsync(set).GetAwaiter().GetResult() == PlayAsync(again).GetAwaiter().GetResult();
            },
            iter: 40, threads: 1);

    [Fact]
    public void Every_submission_has_one_outcome_and_the_counts_are_the_fold_over_the_rows() =>
        Sets.Sample(set => CheckAsync(set).GetAwaiter().GetResult(), iter: 20, threads: 1);

    [Fact]
    public async Task The_same_submission_fifty_times_is_one_activity_one_score_and_one_mail()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        for (var i = 0; i < 50; i++) await pipeline.SubmitAsync(Some.Demo(1));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        await pipeline.RunHandoffAsync();

        Assert.Single(pipeline.Records());
        var account = Assert.Single(await pipeline.AccountsAsync());
        var lead = Assert.Single(account.State.Leads.Values);
        Assert.Equal(1, lead.Persons.Values.Single().Buckets.Values.Single().Values.Single());
        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_a_conflict_that_is_kept()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.ProcessAsync(Some.Demo(1) with { Fingerprint = "other", Message = "other words" });
        await pipeline.ProcessAsync(Some.Demo(1) with { Fingerprint = "other", Message = "other words" });

        Assert.Equal(Outcome.Scored, Assert.Single(pipeline.Records()).Outcome);
        var conflict = Assert.Single(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("z:conflict:", StringComparison.Ordinal));
        var kept = JsonSerializer.Deserialize(conflict.GetString("Data"), IntakeJson.Default.SubmissionRecord)!;
        Assert.Equal((Outcome.Conflict, "other words"), (kept.Outcome, kept.Submission!.Message));
        Assert.Equal(Outcome.Scored, await ReceiptAsync(pipeline, Some.Demo(1)));
        Assert.Equal(Outcome.Conflict, await ReceiptAsync(pipeline, Some.Demo(1) with { Fingerprint = "other" }));
        Assert.Single(pipeline.Mails.Taken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeat_across_the_ten_minutes_is_a_duplicate(bool laterOneFirst)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var first = Some.Demo(1) with { NextWindowId = Some.Id(2) };
        var second = Some.Demo(2) with { Fingerprint = first.Fingerprint, NextWindowId = Some.Id(3) };
        Submission[] order = laterOneFirst ? [second, first] : [first, second];
        foreach (var one in order) await pipeline.ProcessAsync(one);

        Assert.Single(pipeline.Records());
        Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(Outcome.Scored, await ReceiptAsync(pipeline, order[0]));
        Assert.Equal(Outcome.Duplicate, await ReceiptAsync(pipeline, order[1]));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_suspect_submission_is_quarantined()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ProcessAsync(Some.Demo(1) with { Suspicions = ["old-timestamp"] });
        Assert.Equal(Outcome.Quarantined, await ReceiptAsync(pipeline, Some.Demo(1)));
        Assert.Empty(pipeline.Storage.Rows(TableNames.Accounts));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task What_is_not_sales_business_is_forwarded_once_and_makes_no_lead()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var invoice = Some.Activity(1, "contact-sent", "contact") with { Form = "contact", Subject = "invoice", Message = "Where is my invoice?" };
        await pipeline.ProcessAsync(invoice);
        await pipeline.ProcessAsync(invoice);

        Assert.Equal(Outcome.Forwarded, await ReceiptAsync(pipeline, invoice));
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(SamplePlaybook.Instance.Forms["contact"].Subjects.Single(subject => subject.Id == "invoice").Forward, mail.To);
        Assert.Contains("Where is my invoice?", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(await pipeline.AccountsAsync()).State.Leads);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Two_new_persons_of_a_new_company_in_one_batch_are_both_there()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(Some.Id(9), Some.Whitepaper(1), Some.Whitepaper(2).By("piet@hoekstra-transport.example"));
        await pipeline.DrainAsync();
        Assert.Equal(2, Assert.Single(await pipeline.AccountsAsync()).State.Account.Members.Count);
        Assert.Equal(2, pipeline.Records().Count);
    }

    internal static Task<Outcome> ReceiptAsync(Pipeline pipeline, Submission submission)
    {
        Assert.True(Enrichment.EmailAddress.TryParse(submission.Contact.Email, out var email));
        return pipeline.Get<ReceiptReader>().ReadAsync(new Receipt(pipeline.Get<Keys>().Person(email.Canonical), submission.Id, submission.Fingerprint), default);
    }

    // Stages depend on the order, as sales is told at the moment; points, phases, facts and scores do not.
    private static async Task<string> PlayAsync(IEnumerable<Submission> submissions)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        foreach (var submission in submissions) await pipeline.SubmitAsync(submission);
        await pipeline.DrainAsync();
        Assert.Empty(pipeline.Pump.Failures);
        var accounts = await pipeline.AccountsAsync();
        return string.Join('\n', accounts.SelectMany(account => account.State.Leads.Select(lead =>
            $"{account.State.Account.Id} {lead.Key} {JsonSerializer.Serialize(ScoreOf(account.State, lead.Value))}")).Order(StringComparer.Ordinal));
    }

    private static Score ScoreOf(AccountState state, Lead lead) =>
        Scorer.Score(state.Account, lead, SamplePlaybook.Instance, DateOnly.FromDateTime(Some.Now.UtcDateTime));

    private static async Task CheckAsync(Submission[] set)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        foreach (var submission in set) await pipeline.ProcessAsync(submission);

        Assert.Equal(set.Select(one => one.Id).Order(), pipeline.Records().Select(record => record.Submission!.Id).Order());
        foreach (var account in await pipeline.AccountsAsync())
            foreach (var (key, lead) in account.State.Leads) AssertFold(pipeline, account.State.Account.Id, key, lead);
    }

    private static void AssertFold(Pipeline pipeline, string account, string key, Lead lead)
    {
        var rows = pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.PartitionKey == account && row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal))
            .Select(row => JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.SubmissionRecord)!);
        var counts = new Dictionary<string, ActivityCounts>();
        foreach (var record in rows)
        {
            var activity = Activities.Read(record.Submission!, SamplePlaybook.Instance);
            if (!activity.Propositions.Contains(lead.Proposition)) continue;
            var known = counts.GetValueOrDefault(record.PersonId, ActivityCounts.None);
            counts[record.PersonId] = activity.Bucket is not { } bucket ? known
                : known.Add(bucket, DateOnly.FromDateTime(record.Submission!.OccurredAt.UtcDateTime), 1);
        }
        Assert.Equal(Told(counts), Told(lead.Persons));
        Assert.Equal((key, lead.Score!.Total), (key, lead.Score.Reasons.Sum(reason => reason.Hundredths)));
    }

    private static IEnumerable<string> Told(IEnumerable<KeyValuePair<string, ActivityCounts>> persons) =>
        persons.SelectMany(person => person.Value.Buckets.SelectMany(bucket => bucket.Value.Select(day => $"{person.Key} {bucket.Key} {day.Key} {day.Value}")))
            .Order(StringComparer.Ordinal);
}
