using Intake.Accounts;
using Intake.Merging;
using Intake.Scoring;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.Flow;

/// <summary>Two addresses become one person, two accounts one company; and back.</summary>
public sealed class MergeTests
{
    private static readonly Submission[] OfKees =
    [
        Some.Whitepaper(1, Some.Now.AddDays(-20)).By(Merges.Kees) with { Contact = Contact(Merges.Kees, "Kees", "Directeur", "Hoekstra") },
        Some.Activity(2, "price-list-downloaded", "prijslijst-energie", Some.Now.AddDays(-12)).By(Merges.Kees),
    ];

    private static readonly Submission[] OfIngrid =
    [
        Some.Whitepaper(11, Some.Now.AddDays(-15)),
        Some.Activity(12, "calculator-used", "calc-piekvermogen", Some.Now.AddDays(-11)),
    ];

    [Fact]
    public async Task Two_addresses_of_a_person_in_two_accounts_become_one_person_and_every_point_counts_once()
    {
        using var pipeline = await Merges.StartAsync([.. OfKees, .. OfIngrid]);
        var (mine, theirs) = (await pipeline.AccountOfAsync(Merges.Kees), await pipeline.AccountOfAsync(Merges.Ingrid));
        await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.DrainAsync();

        Assert.Equal(theirs, await pipeline.AccountOfAsync(Merges.Kees));
        var account = await pipeline.LoadAsync(theirs);
        Assert.Equal(2, account.State.Account.Members.Count);
        Assert.Equal(pipeline.PersonOf(Merges.Ingrid), Aliases.PersonOf(account.State.Account, pipeline.PersonOf(Merges.Kees)));
        var energy = Aliases.Joined(account.State).Latest("energy")!;
        var buckets = Assert.Single(energy.Persons.Values).Buckets;
        Assert.Equal(4, buckets.Values.Sum(days => days.Values.Sum()));
        Assert.Empty((await pipeline.LoadAsync(mine)).State.Leads);
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Leads), row => row.RowKey.StartsWith(mine, StringComparison.Ordinal));
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task One_person_gives_no_breadth_and_has_one_cap()
    {
        Submission[] much = [.. Enumerable.Range(1, 4).Select(n => Some.Activity(n, "demo-requested", "demo", Some.Now.AddDays(-n)).By(Merges.Kees) with { Proposition = "care" })];
        Submission[] more = [.. Enumerable.Range(11, 4).Select(n => Some.Activity(n, "webinar-attended", "pweb-energie", Some.Now.AddDays(-n)) with { Proposition = "care", AttendedMinutes = 60, DurationMinutes = 60 })];
        using var pipeline = await Merges.StartAsync([.. much, .. more]);
        await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.DrainAsync();

        var account = await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid));
        var score = account.State.Latest("care")!.Score!;
        Assert.DoesNotContain(score.Reasons, reason => reason.Rule == "breadth");
        Assert.Equal(SamplePlaybook.Instance.Scoring.PersonCap * 100, score.Interest);
    }

    [Fact]
    public async Task A_merge_and_its_undoing_leave_no_trace_but_in_the_history()
    {
        using var pipeline = await Merges.StartAsync([.. OfKees, .. OfIngrid]);
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.DrainAsync();
        Assert.NotEqual(before, await pipeline.PictureAsync());
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();

        Assert.Equal(before, await pipeline.PictureAsync());
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Two_accounts_of_a_company_become_one_and_a_newcomer_follows_and_goes_back()
    {
        const string there = "piet@hoekstra-logistics.example", newcomer = "anna@hoekstra-logistics.example";
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(there), OfIngrid[0]]);
        var merge = await pipeline.MergeAccountsAsync(there, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(3).By(newcomer));

        var account = await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid));
        Assert.Equal(3, account.State.Account.Members.Count);
        Assert.Equal(["hoekstra-transport.example", "hoekstra-logistics.example"], account.State.Account.Domains);
        Assert.Equal(3, account.State.Latest("energy")!.Persons.Count);

        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        Assert.Equal(merge.Source, await pipeline.AccountOfAsync(there));
        Assert.Equal(merge.Source, await pipeline.AccountOfAsync(newcomer));
        Assert.Equal(["hoekstra-transport.example"], (await pipeline.LoadAsync(merge.Target)).State.Account.Domains);
        using var never = await Merges.StartAsync([Some.Whitepaper(1).By(there), OfIngrid[0], Some.Whitepaper(3).By(newcomer)]);
        Assert.Equal(await never.PictureAsync(), await pipeline.PictureAsync());
    }

    [Fact]
    public async Task A_handoff_goes_along_with_its_lead_and_its_old_link_still_answers()
    {
        const string there = "piet@hoekstra-logistics.example";
        using var pipeline = await Merges.StartAsync([.. OfIngrid]);
        await pipeline.ProcessAsync(Some.Demo(1).By(there));
        var old = await pipeline.AccountOfAsync(there);
        var handoff = Assert.Single((await pipeline.LoadAsync(old)).State.Handoffs.Values);
        await pipeline.MergeAccountsAsync(there, Merges.Ingrid);
        await pipeline.DrainAsync();

        var merged = (await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid))).State;
        Assert.Equal(HandoffState.Mailed, Assert.Single(merged.Handoffs.Values).State);
        await pipeline.OrderAsync(new Intake.Handoffs.AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id), Account = old, At = pipeline.Now, Handoff = handoff.Id, Answer = "accept", By = handoff.AccountManager!,
        });
        await pipeline.DrainAsync();
        Assert.Equal("sal", (await pipeline.LoadAsync(merged.Account.Id)).State.Latest("charging")!.Stage);
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task Two_handoffs_for_one_lead_go_on_as_one_and_part_again()
    {
        const string there = "piet@hoekstra-logistics.example";
        using var pipeline = await Merges.StartAsync([]);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.ProcessAsync(Some.Demo(2).By(there));
        Assert.Equal(2, pipeline.Mails.Taken.Count);
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergeAccountsAsync(there, Merges.Ingrid);
        await pipeline.DrainAsync();

        var merged = (await pipeline.LoadAsync(merge.Target)).State;
        var open = Assert.Single(merged.Handoffs.Values);
        Assert.Equal(Some.Id(2), open.PendingUpdate!.Submission);
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var after = (await pipeline.LoadAsync(merge.Target)).State.Handoffs.Values.Single();
        Assert.Equal(open.Id, after.Id);
        Assert.Single((await pipeline.LoadAsync(merge.Source)).State.Handoffs);
        Assert.Equal(2, pipeline.Mails.Taken.Count);
        Assert.NotEqual("", before);
    }

    [Fact]
    public async Task Nothing_is_handed_off_between_and_for_the_same_activity_never_twice()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(11, Some.Now.AddDays(-2)), Some.Activity(12, "price-list-downloaded", "prijslijst-energie", Some.Now.AddDays(-1))]);
        await pipeline.RunHandoffAsync();
        var mails = pipeline.Mails.Taken.Count;
        await pipeline.SubmitAsync(Some.Whitepaper(1, Some.Now.AddDays(-1)).By(Merges.Kees));
        await pipeline.DrainAsync();
        for (var again = 1; again <= 3; again++)
        {
            var merge = await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid, again);
            await pipeline.DrainAsync();
            await pipeline.RunHandoffAsync();
            await pipeline.UndoAsync(merge);
            await pipeline.DrainAsync();
            await pipeline.RunHandoffAsync();
        }
        Assert.Equal(mails, pipeline.Mails.Taken.Count);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Permission_is_the_human_s_and_not_the_address_s()
    {
        using var pipeline = await Merges.StartAsync([.. OfKees, .. OfIngrid]);
        await pipeline.ProcessAsync(Some.Activity(5, "objected", "-").By(Merges.Kees));
        await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(Some.Demo(6));

        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal(0, (await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid))).State.Latest("energy")!.Score!.Interest);
    }

    [Fact]
    public async Task What_was_enriched_before_the_merge_and_is_scored_after_it_follows_and_a_repeat_of_it_stays_one()
    {
        using var pipeline = await Merges.StartAsync([.. OfKees, .. OfIngrid]);
        var late = Some.Activity(3, "email-clicked", "wp-netcongestie").By(Merges.Kees) with { Source = "api", Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")] };
        var lookups = Enrichment.Lookups.Of(late, pipeline.Get<Keys>());
        var enriched = await pipeline.Get<Enrichment.Enricher>().EnrichAsync(late, lookups, default);
        var old = await pipeline.Get<Enrichment.Enricher>().EnrichAsync(OfKees[0], lookups, default);
        await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.DrainAsync();
        foreach (var message in new[] { enriched, old, enriched }) await pipeline.Get<ScoreHandler>().HandleAsync(message, default);

        var account = await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid));
        var counts = Assert.Single(Aliases.Joined(account.State).Latest("energy")!.Persons.Values);
        Assert.Equal(5, counts.Buckets.Values.Sum(days => days.Values.Sum()));
        Assert.Equal(5, pipeline.Records().Count(record => record.Submission is not null));
    }

    [Fact]
    public async Task Two_addresses_in_one_account_are_joined_and_parted_without_moving_anything()
    {
        const string other = "i.hoekstra@hoekstra-transport.example";
        using var pipeline = await Merges.StartAsync([.. OfIngrid, Some.Whitepaper(3, Some.Now.AddDays(-4)).By(other)]);
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergePersonsAsync(other, Merges.Ingrid);
        await pipeline.DrainAsync();
        var account = (await pipeline.LoadAsync(merge.Target)).State;
        Assert.Equal([pipeline.PersonOf(Merges.Ingrid), pipeline.PersonOf(other)], Aliases.Of(account.Account, pipeline.PersonOf(other)));
        await pipeline.UndoAsync(merge);
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        Assert.Equal(before, await pipeline.PictureAsync());
        Assert.Equal(MergeState.Undone, (await pipeline.Get<AccountStore>().MergeAsync(merge.Source, merge.Id, default))!.Value.Progress.State);
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task Undone_in_any_order_everybody_is_back_where_they_began()
    {
        const string third = "piet@hoekstra-logistics.example";
        foreach (var firstFirst in new[] { true, false })
        {
            using var pipeline = await Merges.StartAsync([OfKees[0], OfIngrid[0], Some.Whitepaper(21).By(third)]);
            var before = await pipeline.PictureAsync();
            var one = await pipeline.MergePersonsAsync(Merges.Kees, third);
            await pipeline.DrainAsync();
            var two = await pipeline.MergeAccountsAsync(third, Merges.Ingrid);
            await pipeline.DrainAsync();
            Assert.Equal(two.Target, await pipeline.AccountOfAsync(Merges.Kees));
            foreach (var merge in firstFirst ? new[] { one, two } : [two, one])
            {
                await pipeline.UndoAsync(merge);
                await pipeline.DrainAsync();
            }
            Assert.Equal(before, await pipeline.PictureAsync());
            Assert.Empty(pipeline.Pump.Failures);
            pipeline.AssertAtRest();
        }
    }

    [Fact]
    public async Task Who_was_left_behind_goes_back_to_where_that_account_is_now()
    {
        const string third = "piet@hoekstra-logistics.example", colleague = "anna@hoekstra-logistics.example";
        using var pipeline = await Merges.StartAsync([OfIngrid[0], Some.Whitepaper(21).By(third), Some.Whitepaper(22).By(colleague), OfKees[0]]);
        var one = await pipeline.MergePersonsAsync(third, Merges.Kees);
        await pipeline.DrainAsync();
        var two = await pipeline.MergeAccountsAsync(colleague, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(one);
        await pipeline.DrainAsync();
        Assert.Equal(two.Target, await pipeline.AccountOfAsync(third));
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_handoff_that_is_due_goes_along_and_is_mailed_once()
    {
        const string there = "piet@hoekstra-logistics.example";
        using var pipeline = await Merges.StartAsync([.. OfIngrid]);
        await pipeline.SubmitAsync(Some.Demo(1).By(there));
        await pipeline.DrainAsync();
        var merge = await pipeline.MergeAccountsAsync(there, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        await pipeline.RunHandoffAsync();
        Assert.Single(pipeline.Mails.Taken);
        Assert.Single((await pipeline.LoadAsync(merge.Target)).State.Handoffs);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Opposite_merges_at_the_same_moment_end_with_one_of_them()
    {
        using var pipeline = await Merges.StartAsync([.. OfKees, .. OfIngrid]);
        await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.MergePersonsAsync(Merges.Ingrid, Merges.Kees);
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(10));

        var accounts = (await pipeline.AccountsAsync()).Where(account => account.State.Account.Members.Count > 0).ToList();
        var all = Assert.Single(accounts);
        Assert.Equal(2, all.State.Account.Members.Count);
        Assert.Single(all.State.Account.Members.Values, member => member.AliasOf is not null);
        pipeline.AssertAtRest();
    }

    private static Contact Contact(string email, string first, string title, string company) =>
        new() { Email = email, FirstName = first, LastName = "Hoekstra", JobTitle = title, Company = company, Staff = "40", Phone = "+31 6 12345678" };
}
