using Intake.Accounts;
using Intake.Handoffs;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>What is new about leads that sales has: one mail a day for an account and account manager, in their hours.</summary>
public sealed class UpdateTests
{
    private static readonly Company WithOpportunity = Some.Transport with { OpenOpportunities = ["energy"] };

    [Fact]
    public async Task News_of_two_leads_is_one_mail_on_the_next_day()
    {
        using var pipeline = await MailedAsync(Some.Now);
        await NewsAsync(pipeline);
        await pipeline.RunUntilAsync(Collecting.Morning.AddMinutes(-1));
        Assert.Single(pipeline.Mails.Taken);

        await pipeline.RunUntilAsync(Collecting.Morning.AddDays(6));
        Assert.Equal(2, pipeline.Mails.Taken.Count);
        var mail = pipeline.Mails.Taken[1];
        Assert.Equal(Collecting.Morning, mail.At);
        Assert.Contains("Laden op eigen terrein", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Contains("Energiemanagement", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Contains("Laden op eigen terrein", mail.Mail.Html, StringComparison.Ordinal);
        Assert.Contains("Energiemanagement", mail.Mail.Html, StringComparison.Ordinal);
        Assert.All(pipeline.Handoffs(), handoff => Assert.Equal((null, null), (handoff.PendingUpdate, handoff.Telling)));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task What_came_before_the_newest_is_told_too()
    {
        using var pipeline = await MailedAsync(Some.Now);
        await pipeline.ProcessAsync(Some.Activity(3, "calculator-used", "calc-piekvermogen", pipeline.Now).By("piet@hoekstra-transport.example"));
        await pipeline.ProcessAsync(Some.Activity(4, "price-list-downloaded", "prijslijst-energie", pipeline.Now));
        await pipeline.RunUntilAsync(Collecting.Morning);
        Assert.Contains(pipeline.Playbook.Content["calc-piekvermogen"].Title.In("nl"), pipeline.Mails.Taken[1].Mail.Text, StringComparison.Ordinal);
        Assert.Contains(pipeline.Playbook.Content["prijslijst-energie"].Title.In("nl"), pipeline.Mails.Taken[1].Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_is_the_account_managers()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland");
        // Half past eight on the 25th in Auckland, while it is the 24th in Greenwich.
        var start = new DateTimeOffset(2026, 9, 24, 20, 30, 0, TimeSpan.Zero);
        using var pipeline = await Collecting.StartAsync(start, change: each => each.Id == "fenna" ? each with { Zone = zone } : each);
        await pipeline.AskAsync(1, "energy");
        await pipeline.RunHandoffAsync();
        pipeline.Time.SetUtcNow(start.AddHours(5));
        await pipeline.ProcessAsync(Some.Activity(3, "price-list-downloaded", "prijslijst-energie", pipeline.Now));
        await pipeline.RunUntilAsync(start.AddDays(3));
        // The 25th is a Friday there; the next day of work is Monday the 28th, in summer time.
        Assert.Equal([start, new DateTimeOffset(2026, 9, 27, 19, 30, 0, TimeSpan.Zero)], pipeline.Mails.Taken.Select(mail => mail.At));
    }

    [Fact]
    public async Task A_crossing_with_an_open_opportunity_is_told_to_the_owner_and_hands_nothing_over()
    {
        using var pipeline = await Collecting.StartAsync(Some.Now.AddDays(-30), WithOpportunity);
        await pipeline.CrossAsync();
        await pipeline.RunHandoffAsync();

        var state = await pipeline.StateAsync();
        Assert.Empty(state.Handoffs);
        Assert.Null(state.Leads["energy:1"].News);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal((Some.Now, "fenna@lichtveld.example"), (mail.At, mail.To));
        Assert.DoesNotContain("/answer/", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Contains("verkoopkans", mail.Mail.Text, StringComparison.Ordinal);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task More_of_it_waits_for_the_next_day()
    {
        using var pipeline = await Collecting.StartAsync(Some.Now.AddDays(-30), WithOpportunity);
        await pipeline.CrossAsync();
        await pipeline.RunHandoffAsync();
        await pipeline.ProcessAsync(Some.Activity(905, "price-list-downloaded", "prijslijst-energie", pipeline.Now));
        await pipeline.ProcessAsync(Some.Activity(906, "calculator-used", "calc-piekvermogen", pipeline.Now));
        Assert.Single(pipeline.Mails.Taken);
        await pipeline.RunUntilAsync(Collecting.Morning.AddDays(5));
        Assert.Equal([Some.Now, Collecting.Morning], pipeline.Mails.Taken.Select(mail => mail.At));
    }

    [Fact]
    public async Task However_a_call_fails_news_is_told_once()
    {
        await EveryCall.FailsOnceAsync(async () =>
        {
            var pipeline = await MailedAsync(Some.Now);
            await NewsAsync(pipeline);
            pipeline.Time.SetUtcNow(Collecting.Morning);
            return pipeline;
        }, (pipeline, struck) =>
        {
            AssertOnce(pipeline, struck, before: 1);
            Assert.All(pipeline.Handoffs(), handoff => Assert.Equal((null, null), (handoff.PendingUpdate, handoff.Telling)));
        });
    }

    [Fact]
    public async Task The_same_holds_for_the_news_of_an_opportunity() => await EveryCall.FailsOnceAsync(async () =>
    {
        var pipeline = await Collecting.StartAsync(Some.Now.AddDays(-30), WithOpportunity);
        await pipeline.CrossAsync();
        return pipeline;
    }, (pipeline, struck) => AssertOnce(pipeline, struck, before: 0));

    private static void AssertOnce(Pipeline pipeline, StorageCall? struck, int before)
    {
        var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails, Fault: FaultKind.Before };
        Assert.Equal(before + (unknown ? 2 : 1), pipeline.Mails.Taken.Count);
        Assert.Equal(before + 1, pipeline.Mails.Taken.Select(mail => mail.Id).Distinct().Count());
    }

    private static async Task<Pipeline> MailedAsync(DateTimeOffset now)
    {
        var pipeline = await Collecting.StartAsync(now);
        await pipeline.AskAsync(1, "charging");
        await pipeline.AskAsync(2, "energy");
        await pipeline.RunHandoffAsync();
        return pipeline;
    }

    private static async Task NewsAsync(Pipeline pipeline)
    {
        await pipeline.ProcessAsync(Some.Activity(3, "price-list-downloaded", "prijslijst-energie", pipeline.Now));
        await pipeline.ProcessAsync(Some.Activity(4, "price-list-downloaded", "prijslijst-laden", pipeline.Now));
    }
}
