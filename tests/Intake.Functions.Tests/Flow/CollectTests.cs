using Intake.Accounts;
using Intake.Handoffs;
using Intake.Mail;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>One mail a lead, and one mail for all leads of an account that the same account manager gets at once.</summary>
public sealed class CollectTests
{
    [Fact]
    public async Task Two_leads_of_an_account_that_are_due_at_once_are_one_mail()
    {
        using var pipeline = await AskedAsync(Some.Now);
        await pipeline.RunHandoffAsync();

        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(2, mail.Leads());
        var handoffs = (await pipeline.StateAsync()).Handoffs.Values.ToList();
        Assert.All(handoffs, handoff => Assert.Equal((HandoffState.Mailed, mail.Id, "fenna"), (handoff.State, handoff.Mail, handoff.AccountManager)));
        Assert.Equal(2, handoffs.Count);
        Assert.Contains("2 leads", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Contains("2 leads", mail.Mail.Html, StringComparison.Ordinal);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(10));
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task Each_of_them_is_answered_by_links_of_its_own()
    {
        using var pipeline = await AskedAsync(Some.Now);
        await pipeline.RunHandoffAsync();
        var html = Assert.Single(pipeline.Mails.Taken).Mail.Html;
        var links = html.Split('"').Where(part => part.Contains("do=accept", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(2, links.Count);
        Assert.All(links, link => Assert.Contains(link, Assert.Single(pipeline.Mails.Taken).Mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_of_the_score_lane_wait_for_the_morning_together()
    {
        using var pipeline = await AskedAsync(Collecting.Night);
        await pipeline.AsScoredAsync("charging", "energy");
        await pipeline.RunUntilAsync(Collecting.Morning.AddMinutes(-1));
        Assert.Empty(pipeline.Mails.Taken);

        await pipeline.RunUntilAsync(Collecting.Morning);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal((Collecting.Morning, 2), (mail.At, mail.Leads()));
    }

    [Fact]
    public async Task One_that_comes_in_the_night_joins_those_that_wait()
    {
        using var pipeline = await Collecting.StartAsync(Collecting.Night);
        await pipeline.AskAsync(1, "charging");
        await pipeline.AsScoredAsync("charging");
        await pipeline.RunUntilAsync(Collecting.Night.AddHours(3));
        await pipeline.AskAsync(2, "energy");
        await pipeline.AsScoredAsync("energy");

        await pipeline.RunUntilAsync(Collecting.Morning);
        Assert.Equal(2, Assert.Single(pipeline.Mails.Taken).Leads());
    }

    [Fact]
    public async Task Who_asks_in_the_night_takes_the_score_lane_along()
    {
        using var pipeline = await AskedAsync(Collecting.Night);
        await pipeline.AsScoredAsync("energy");
        await pipeline.RunHandoffAsync();

        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal((Collecting.Night, 2), (mail.At, mail.Leads()));
        var handoffs = (await pipeline.StateAsync()).Handoffs.Values.ToDictionary(handoff => handoff.Proposition);
        Assert.Equal(Collecting.Morning.AddHours(1), handoffs["charging"].AnswerBy);
        Assert.Equal(Collecting.Morning.AddHours(8), handoffs["energy"].AnswerBy);
    }

    [Fact]
    public async Task One_that_comes_once_the_mail_is_written_goes_by_itself()
    {
        using var pipeline = await Collecting.StartAsync(Some.Now);
        pipeline.Mails.Next(new Delivery.Failed(DeliveryFailure.RateLimited, "429", Some.Now.AddMinutes(7)));
        await pipeline.AskAsync(1, "charging");
        await pipeline.RunHandoffAsync();
        await pipeline.AskAsync(2, "energy");
        await pipeline.RunHandoffAsync();
        Assert.Equal(1, Assert.Single(pipeline.Mails.Taken).Leads());

        await pipeline.RunUntilAsync(Some.Now.AddMinutes(7));
        Assert.Equal([1, 1], pipeline.Mails.Taken.Select(mail => mail.Leads()));
        Assert.Equal(2, pipeline.Mails.Taken.Select(mail => mail.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_a_colleague_has_is_no_part_of_it()
    {
        using var pipeline = await AskedAsync(Some.Now);
        var loaded = Assert.Single(await pipeline.AccountsAsync());
        var state = loaded.State.Handoffs.Values.Aggregate(loaded.State, (next, handoff) => next.With(
            handoff with { AccountManager = handoff.Proposition == "energy" ? "claire" : "fenna", RoutedBy = PassingReasons.Passed }));
        await pipeline.Get<AccountStore>().CommitAsync(new AccountCommit { State = state, ChangedHandoffs = [.. state.Handoffs.Keys] }, loaded, default);
        await pipeline.RunHandoffAsync();

        Assert.Equal(["claire@lichtveld.example", "fenna@lichtveld.example"], pipeline.Mails.Taken.Select(mail => mail.To).Order());
        Assert.All(pipeline.Mails.Taken, mail => Assert.Equal(1, mail.Leads()));
    }

    [Fact]
    public void One_that_changed_hands_is_another_mail()
    {
        var handoff = new Handoff
        {
            Id = Some.Id(1), Proposition = "energy", Round = 1, State = HandoffState.Due, Gate = "asked", Asked = true, DecidedAt = Some.Now,
            Trigger = new Trigger(Some.Id(2), Some.Id(3), "demo-requested", "demo", Some.Now), AccountManager = "fenna",
        };
        var given = Passing.Give(handoff, "bram", PassingReasons.Passed, Some.Now);
        Assert.Equal(Keys.Id("handoff", handoff.Id), OneMail.IdOf([handoff]));
        Assert.NotEqual(OneMail.IdOf([handoff]), OneMail.IdOf([given]));
        Assert.Equal(OneMail.IdOf([handoff, given]), OneMail.IdOf([given, handoff]));
    }

    [Fact]
    public async Task A_mail_that_was_put_off_to_the_evening_waits_for_the_morning()
    {
        var evening = new DateTimeOffset(2026, 9, 24, 15, 29, 0, TimeSpan.Zero);
        using var pipeline = await AskedAsync(evening);
        await pipeline.AsScoredAsync("charging", "energy");
        pipeline.Mails.Next(new Delivery.Failed(DeliveryFailure.RateLimited, "429", evening.AddMinutes(10)));
        await pipeline.RunUntilAsync(Collecting.Morning);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal((Collecting.Morning, 2), (mail.At, mail.Leads()));
    }

    [Fact]
    public async Task That_it_left_is_recorded_at_any_hour()
    {
        var evening = new DateTimeOffset(2026, 9, 24, 15, 29, 0, TimeSpan.Zero);
        using var pipeline = await AskedAsync(evening);
        await pipeline.AsScoredAsync("charging", "energy");
        pipeline.Mails.LoseNextAnswer = true;
        await pipeline.RunHandoffAsync();
        Assert.All(pipeline.Handoffs(), handoff => Assert.Equal(HandoffState.Due, handoff.State));

        var key = new MailKey(pipeline.Get<Keys>().Recipient("fenna@lichtveld.example"), Assert.Single(pipeline.Mails.Taken).Id);
        await pipeline.Get<Mails>().ChangeAsync(key, row => row with { State = MailState.Delivered, SentAt = evening }, default);
        await pipeline.RunUntilAsync(evening.AddHours(3));
        Assert.All(pipeline.Handoffs(), handoff => Assert.Equal((HandoffState.Mailed, evening), (handoff.State, handoff.MailedAt)));
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task Two_of_a_mail_that_did_not_arrive_go_on_together()
    {
        using var pipeline = await AskedAsync(Some.Now);
        await pipeline.RunHandoffAsync();
        var handoff = pipeline.Handoffs()[0];
        await pipeline.Get<UnreachableHandler>().HandleAsync(new UnreachableCommand
        {
            Id = Some.Id(9), At = pipeline.Now, Account = (await pipeline.StateAsync()).Account.Id, Handoff = handoff.Id, AccountManager = "fenna",
        }, default);
        Assert.All(pipeline.Handoffs(), each => Assert.Equal((HandoffState.Due, 2, null), (each.State, each.Assignment, each.Mail)));
    }

    [Fact]
    public async Task Who_is_away_in_the_morning_is_stood_in_for()
    {
        var away = new Absence(new DateOnly(2026, 9, 25), new DateOnly(2026, 10, 9));
        using var pipeline = await Collecting.StartAsync(Collecting.Night, change: each => each.Id == "fenna" ? each with { Absences = [away] } : each);
        await pipeline.AskAsync(1, "charging");
        await pipeline.AsScoredAsync("charging");
        await pipeline.RunHandoffAsync();
        Assert.Equal("fenna", Assert.Single((await pipeline.StateAsync()).Handoffs.Values).AccountManager);

        await pipeline.RunUntilAsync(Collecting.Morning);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal((Collecting.Morning, "bram@lichtveld.example"), (mail.At, mail.To));
    }

    [Fact]
    public async Task However_a_call_fails_each_lead_is_in_one_mail()
    {
        var calls = await EveryCall.FailsOnceAsync(() => AskedAsync(Some.Now), (pipeline, struck) =>
        {
            AssertOnce(pipeline, struck);
            Assert.Equal(2, pipeline.Mails.Taken[0].Leads());
        });
        Assert.InRange(calls, 8, 40);
    }

    [Fact]
    public async Task The_same_holds_for_those_that_waited_for_the_morning()
    {
        await EveryCall.FailsOnceAsync(async () =>
        {
            var pipeline = await AskedAsync(Collecting.Night);
            await pipeline.AsScoredAsync("charging", "energy");
            return pipeline;
        }, AssertOnce);
    }

    // Nobody can know whether a mail left whose record did not: after the stated wait it is sent again, and that is all that may differ.
    private static void AssertOnce(Pipeline pipeline, StorageCall? struck)
    {
        var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails, Fault: FaultKind.Before };
        Assert.Equal(unknown ? 2 : 1, pipeline.Mails.Taken.Count);
        Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
        var handoffs = pipeline.Handoffs();
        Assert.Equal(2, handoffs.Count);
        Assert.All(handoffs, handoff => Assert.Equal((HandoffState.Mailed, pipeline.Mails.Taken[0].Id), (handoff.State, handoff.Mail)));
    }

    private static async Task<Pipeline> AskedAsync(DateTimeOffset now)
    {
        var pipeline = await Collecting.StartAsync(now);
        await pipeline.AskAsync(1, "charging");
        await pipeline.AskAsync(2, "energy");
        return pipeline;
    }
}
