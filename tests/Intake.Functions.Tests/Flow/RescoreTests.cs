using System.Text;
using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Commands;
using Intake.Handoffs;
using Intake.Merging;
using Intake.Playbooks;
using Intake.Playbooks.Versions;
using Intake.Rescoring;
using Intake.Stages;
using Intake.Storage;
using Intake.Sweeps;
using Intake.Tests.Playbooks;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Another version of the playbook is in force: every lead is counted and scored anew, and nothing is mailed that nobody approved.</summary>
public sealed class RescoreTests
{
    private const int Companies = 40;

    // A whitepaper counts otherwise under it, and by another rule for companies of this size.
    private static readonly Playbook Other = EditedPlaybook.With("scoring.json", scoring =>
        EditedPlaybook.Before(scoring, "whitepaper-requested", "large", """{ "points": 16, "when": { "field": "account.staff", "gte": 300 } }"""));

    private static readonly Playbook Low = Lower(handoffsAtActivation: 0), LowToo = Lower(handoffsAtActivation: 0, interest: 18), LowAndFree = Lower(handoffsAtActivation: 5);

    private static readonly Playbook OtherWebinar = EditedPlaybook.With("scoring.json", scoring =>
        EditedPlaybook.Before(scoring, "webinar-attended", "large", """{ "points": 16, "when": { "field": "account.staff", "gte": 300 } }"""));

    private static readonly Playbook Renamed = EditedPlaybook.Read(RenamedFiles());

    [Fact]
    public async Task Every_account_is_scored_as_if_the_new_version_had_been_in_force_from_the_start()
    {
        using var pipeline = await StartAsync(Other);
        using var fresh = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        fresh.Playbook = Other;
        foreach (var app in new[] { pipeline, fresh }) await SubmitManyAsync(app);

        await ActivateAsync(pipeline, Other);

        Assert.Equal(await ScoresAsync(fresh), await ScoresAsync(pipeline));
        Assert.All(await pipeline.AccountsAsync(), account => Assert.Equal(Other.Version, account.State.Account.CountedBy));
        var state = SweepState.Of(await pipeline.Get<SweepTable>().AllAsync(SweepKinds.Rescore, Group(Other), default))!;
        Assert.Equal((100, true, Companies + 1, 0), (state.Percent, state.IsDone, state.Counts["accounts"], state.Counts["failed"]));
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_submission_that_comes_before_its_account_was_reached_is_scored_by_one_version()
    {
        using var pipeline = await StartAsync(Other);
        using var fresh = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        fresh.Playbook = Other;
        foreach (var app in new[] { pipeline, fresh }) await app.ProcessAsync(Some.Whitepaper(1));

        pipeline.Playbook = Other;
        foreach (var app in new[] { pipeline, fresh }) await app.ProcessAsync(Some.Activity(2, "calculator-used", "calc-piekvermogen"));

        Assert.Equal(await ScoresAsync(fresh), await ScoresAsync(pipeline));
    }

    [Fact]
    public async Task What_is_newly_to_be_handed_off_waits_for_approval_and_is_mailed_once()
    {
        using var pipeline = await HeldAsync(Low);

        var listed = Assert.Single(await pipeline.Get<HeldTable>().AllAsync(Low.Version, default).ToListAsync());
        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal("unqualified", (await LeadAsync(pipeline)).Stage);

        for (var again = 0; again < 2; again++) await DecideAsync(pipeline, listed, release: true);

        Assert.Single(pipeline.Mails.Taken);
        Assert.Equal("mql", (await LeadAsync(pipeline)).Stage);
        Assert.Empty(await pipeline.Get<HeldTable>().AllAsync(Low.Version, default).ToListAsync());
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task What_is_not_approved_is_handed_off_by_something_new_alone()
    {
        using var pipeline = await HeldAsync(Low);

        await DecideAsync(pipeline, Assert.Single(await pipeline.Get<HeldTable>().AllAsync(Low.Version, default).ToListAsync()), release: false);
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(4));
        Assert.Empty(pipeline.Mails.Taken);

        await pipeline.ProcessAsync(Some.Activity(9, "whitepaper-downloaded", "wp-netcongestie", pipeline.Now));
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task While_nobody_decided_something_new_hands_it_off_as_ever()
    {
        using var pipeline = await HeldAsync(Low);
        var listed = Assert.Single(await ListedAsync(pipeline, Low));

        await pipeline.ProcessAsync(Some.Activity(9, "whitepaper-downloaded", "wp-netcongestie", pipeline.Now));
        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(await ListedAsync(pipeline, Low));

        foreach (var release in new[] { true, false }) await DecideAsync(pipeline, listed, release);
        Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(Some.Id(9), (await LeadAsync(pipeline)).LastTrigger!.Submission);
    }

    [Fact]
    public async Task Two_leads_of_an_account_are_both_held()
    {
        using var pipeline = await StartAsync(Low);
        await pipeline.ProcessAsync(Some.Activity(1, "calculator-used", "calc-piekvermogen"));
        await pipeline.ProcessAsync(Some.Activity(2, "calculator-used", "calc-piekvermogen") with { Proposition = "charging" });
        Assert.Empty(pipeline.Mails.Taken);

        await ActivateAsync(pipeline, Low);

        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal(["charging:1", "energy:1"], (await ListedAsync(pipeline, Low)).Select(lead => lead.Lead));
    }

    [Fact]
    public async Task What_was_decided_of_one_version_releases_nothing_that_another_holds()
    {
        using var pipeline = await HeldAsync(Low);
        var listed = Assert.Single(await ListedAsync(pipeline, Low));

        await ActivateAsync(pipeline, LowToo);
        Assert.Empty(await ListedAsync(pipeline, Low));
        await DecideAsync(pipeline, listed, release: true, Low.Version);

        Assert.Empty(pipeline.Mails.Taken);
        Assert.Single(await ListedAsync(pipeline, LowToo));
    }

    [Fact]
    public async Task A_lead_that_is_merged_away_while_it_is_held_is_listed_where_it_is()
    {
        using var pipeline = await HeldAsync(Low);
        await pipeline.TakeAsync(Some.Whitepaper(20, Some.Now.AddDays(-3)).By(Merges.Kees));

        await pipeline.MergeAccountsAsync(Merges.Ingrid, Merges.Kees);
        await pipeline.DrainAsync();
        var listed = Assert.Single(await ListedAsync(pipeline, Low));
        Assert.Equal(await pipeline.AccountOfAsync(Merges.Kees), listed.Account);
        await DecideAsync(pipeline, listed, release: true);

        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(await ListedAsync(pipeline, Low));
    }

    [Fact]
    public async Task A_pass_that_is_late_releases_nothing_of_the_next_one_of_the_same_version()
    {
        using var pipeline = await StartAsync(LowAndFree);
        await pipeline.ProcessAsync(Some.Activity(1, "calculator-used", "calc-piekvermogen"));
        await pipeline.Get<PlaybookTable>().ActivatedAsync(new PlaybookPointer { Version = LowAndFree.Version, From = Some.Now.AddSeconds(1) }, default);
        pipeline.Time.Advance(TimeSpan.FromSeconds(2));

        await ActivateAsync(pipeline, LowAndFree);

        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal(SamplePlaybook.Instance.Version, Assert.Single(await pipeline.AccountsAsync()).State.Account.CountedBy);
    }

    [Fact]
    public async Task A_company_of_which_very_many_came_to_a_webinar_is_counted_anew_too()
    {
        using var pipeline = await StartAsync(OtherWebinar);
        for (var number = 1; number <= 130; number++)
            await pipeline.TakeAsync(Some.Activity(number, "webinar-attended", "web-vol-stroomnet").By($"someone-{number}@hoekstra-transport.example") with
            {
                AttendedMinutes = 50, DurationMinutes = 60, ActivityKey = "webinar-1",
            });

        await ActivateAsync(pipeline, OtherWebinar);

        Assert.Empty(pipeline.Pump.Failures);
        var id = Assert.Single(await pipeline.AccountsAsync()).State.Account.Id;
        var account = await pipeline.LoadAsync(id);
        Assert.Equal(OtherWebinar.Version, account.State.Account.CountedBy);
        Assert.Equal(130, account.Persons.Count);
        Assert.All(account.Persons.Values, person => Assert.All(person.Counted!["webinar-1"].Counts, count => Assert.Contains("large", count.Bucket!, StringComparison.Ordinal)));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task An_account_that_a_merge_opened_is_counted_by_a_version_as_any_other()
    {
        using var pipeline = await StartAsync(Other);
        await pipeline.TakeAsync(Some.Whitepaper(1).By(Merges.Kees));
        var source = await pipeline.AccountOfAsync(Merges.Kees);
        var target = pipeline.Get<Keys>().Person("opened by a merge");

        await pipeline.OrderAsync(new MergeCommand { Id = Keys.Id("confirm-claim", source), At = pipeline.Now, Evidence = MergeEvidence.ConfirmedClaim, Source = source, Target = target, Company = Some.Transport });
        await pipeline.DrainAsync();
        await ActivateAsync(pipeline, Other);

        var lead = (await pipeline.LoadAsync(target)).State.Leads.Single().Value;
        Assert.Contains(lead.Persons.Single().Value.Buckets.Keys, bucket => bucket.Contains("large", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_move_that_was_ordered_before_its_account_was_reached_is_carried_out_by_one_version()
    {
        using var pipeline = await StartAsync(Renamed);
        await pipeline.ProcessAsync(Some.Demo(1));
        var (account, handoff) = (Assert.Single(await pipeline.AccountsAsync()).State, Assert.Single((await pipeline.AccountsAsync()).Single().State.Handoffs.Values));
        await pipeline.OrderAsync(new AnswerCommand { Id = Keys.Id("a"), At = pipeline.Now, Account = account.Account.Id, Handoff = handoff.Id, Answer = "accept", By = handoff.AccountManager! });
        await pipeline.DrainAsync();

        pipeline.Playbook = Renamed;
        await pipeline.OrderAsync(new MoveLeadCommand
        {
            Id = Keys.Id("m"), At = pipeline.Now, Account = account.Account.Id, Lead = "charging:1", Handoff = handoff.Id, Stage = "sql", HappenedAt = pipeline.Now, By = "crm",
        });
        await pipeline.DrainAsync();

        Assert.Equal("sql", (await LeadAsync(pipeline)).Stage);
    }

    [Fact]
    public async Task A_merge_that_is_taken_back_before_its_account_was_reached_hands_nothing_off()
    {
        using var pipeline = await StartAsync(Low);
        await pipeline.TakeAsync(Some.Activity(1, "calculator-used", "calc-piekvermogen"));
        await pipeline.TakeAsync(Some.Whitepaper(2).By(Merges.Kees));
        var merge = await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.DrainAsync();

        pipeline.Playbook = Low;
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();

        Assert.Empty(pipeline.Mails.Taken);
        Assert.Single(await ListedAsync(pipeline, Low));
    }

    [Fact]
    public async Task A_few_are_handed_off_without_approval_where_the_agreement_says_so()
    {
        using var pipeline = await HeldAsync(LowAndFree);

        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(await pipeline.Get<HeldTable>().AllAsync(LowAndFree.Version, default).ToListAsync());
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Begun_twice_it_is_one_pass_and_no_slice_is_counted_twice()
    {
        using var pipeline = await StartAsync(Other);
        await SubmitManyAsync(pipeline);
        pipeline.Playbook = Other;
        for (var again = 0; again < 2; again++) await pipeline.Get<SweepHandler>().StartAsync(SweepKinds.Rescore, Group(Other), default);

        await pipeline.DrainAsync();
        await pipeline.Get<SweepHandler>().StartAsync(SweepKinds.Rescore, Group(Other), default);
        await pipeline.DrainAsync();

        var lane = Assert.Single(await pipeline.Get<SweepTable>().AllAsync(SweepKinds.Rescore, Group(Other), default));
        Assert.Equal((true, Companies + 1, Companies + 1, (Companies + 1 + 2) / 3), (lane.IsDone, lane.Counts["accounts"], lane.Counts["changed"], lane.Step));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_version_that_is_superseded_leaves_the_accounts_to_the_next()
    {
        using var pipeline = await StartAsync(Other);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.Get<SweepHandler>().StartAsync(SweepKinds.Rescore, Group(Other), default);
        await pipeline.DrainAsync();

        Assert.Equal(SamplePlaybook.Instance.Version, Assert.Single(await pipeline.AccountsAsync()).State.Account.CountedBy);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Whatever_fails_or_dies_on_the_way_the_end_is_the_same()
    {
        var calls = await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await StartAsync(LowAndFree);
                await pipeline.ProcessAsync(Some.Activity(1, "calculator-used", "calc-piekvermogen"));
                pipeline.Playbook = LowAndFree;
                await pipeline.Get<SweepHandler>().StartAsync(SweepKinds.Rescore, Group(LowAndFree), default);
                return pipeline;
            },
            (pipeline, struck) =>
            {
                Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
                Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Playbooks), row => row.RowKey.StartsWith("held:", StringComparison.Ordinal));
                Assert.Contains("\"isDone\":true", pipeline.Storage.Rows(TableNames.Playbooks).Single(row => row.RowKey == "sweep:rescore:00").GetString("Data"), StringComparison.Ordinal);
            });

        Assert.InRange(calls, 20, 60);
    }

    private static string Group(Playbook playbook) => new Activation(playbook.Version, Some.Now).ToString();

    // The stage of what sales has accepted is called otherwise.
    private static Dictionary<string, ReadOnlyMemory<byte>> RenamedFiles()
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        foreach (var (name, bytes) in files.ToList())
            files[name] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span).Replace("\"sal\"", "\"taken\"", StringComparison.Ordinal));
        return files;
    }

    private static Task<List<ListedLead>> ListedAsync(Pipeline pipeline, Playbook playbook) => pipeline.Get<HeldTable>().AllAsync(playbook.Version, default).ToListAsync().AsTask();

    private static Playbook Lower(int handoffsAtActivation, int interest = 19)
    {
        var stages = EditedPlaybook.Files("stages.json", root =>
        {
            root["gates"]!["prospects"]!["total"] = 46;
            root["gates"]!["prospects"]!["interest"] = interest;
            root["gates"]!["prospects"]!["phase"] = "consideration";
        });
        return EditedPlaybook.Read(EditedPlaybook.Files("agreement.json", root => root["limits"] = new JsonObject { ["handoffsAtActivation"] = handoffsAtActivation }, stages));
    }

    private static Task<Pipeline> StartAsync(Playbook next) => Pipeline.StartAsync(Some.Now, [Some.Transport], replace: services =>
    {
        services.Configure<SweepOptions>(options => (options.Lanes, options.Accounts) = (1, 3));
        services.AddSingleton<FindPlaybook>((version, _) =>
            Task.FromResult(new[] { SamplePlaybook.Instance, next, Low }.FirstOrDefault(known => known.Version == version)));
    });

    private static async Task<Pipeline> HeldAsync(Playbook next)
    {
        var pipeline = await StartAsync(next);
        await pipeline.ProcessAsync(Some.Activity(1, "calculator-used", "calc-piekvermogen"));
        Assert.Empty(pipeline.Mails.Taken);
        await ActivateAsync(pipeline, next);
        return pipeline;
    }

    private static async Task ActivateAsync(Pipeline pipeline, Playbook next)
    {
        pipeline.Playbook = next;
        await pipeline.Get<SweepHandler>().StartAsync(SweepKinds.Rescore, Group(next), default);
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
    }

    private static async Task SubmitManyAsync(Pipeline pipeline)
    {
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.ProcessAsync(Some.Activity(2, "whitepaper-downloaded", "wp-netcongestie"));
        for (var number = 0; number < Companies; number++)
            await pipeline.ProcessAsync(Some.Whitepaper(100 + number).By($"someone@company-{number}.example"));
    }

    private static async Task DecideAsync(Pipeline pipeline, ListedLead listed, bool release, string? version = null)
    {
        var command = new HeldCommand
        {
            Id = Keys.Id("test", listed.Account), At = pipeline.Now, Version = version ?? pipeline.Playbook.Version, Account = listed.Account, Lead = listed.Lead, Release = release,
        };
        await pipeline.Get<MessageQueue>().PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, default);
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
    }

    private static async Task<Lead> LeadAsync(Pipeline pipeline) => Assert.Single((await pipeline.AccountsAsync()).Single().State.Leads).Value;

    private static async Task<IReadOnlyList<string>> ScoresAsync(Pipeline pipeline) =>
    [
        .. (await pipeline.AccountsAsync()).SelectMany(account => account.State.Leads.Select(lead =>
            $"{account.State.Account.Id} {lead.Key} {lead.Value.Stage} {lead.Value.Score!.Total} {string.Join(' ', lead.Value.Score.Reasons.Select(reason => $"{reason.Rule}={reason.Hundredths}"))} {string.Join(' ', lead.Value.Persons.SelectMany(person => person.Value.Buckets.Keys))}"))
            .Order(StringComparer.Ordinal),
    ];
}
