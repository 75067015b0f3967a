using Intake.Accounts;
using Intake.Agenda;
using Intake.Handoffs;
using Intake.Mail;
using Intake.Mail.Events;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>A mail comes back: what it handed over goes on, and whoever must know of it is told, each once.</summary>
public sealed class MailBounceTests(ITestOutputHelper output)
{
    private const string Lead = "joris@lichtveld.example";

    [Fact]
    public async Task All_leads_of_a_mail_that_came_back_go_on_and_the_team_lead_is_told_once()
    {
        using var pipeline = await BouncedAsync();
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(10));
        GoneOn(pipeline);
        var told = Told(pipeline);
        Assert.Equal(Lead, told.To);
        Assert.All(new[] { "Fenna Postma" }, text => Assert.True(told.Mail.Text.Contains(text, StringComparison.Ordinal) && told.Mail.Html.Contains(text, StringComparison.Ordinal), text));
        Assert.Contains("Fenna Postma", told.Mail.Subject, StringComparison.Ordinal);
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task One_that_was_answered_all_the_same_stays()
    {
        using var pipeline = await MailedAsync();
        var answered = pipeline.Handoffs()[0];
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Some.Id(80), At = pipeline.Now, Account = (await pipeline.StateAsync()).Account.Id, Handoff = answered.Id, Answer = Stages.AnswerKinds.Accept, By = "fenna",
        });
        await pipeline.DrainAsync();
        await BounceAsync(pipeline, pipeline.Mails.Taken[0]);
        await pipeline.DrainAsync();

        var handoffs = (await pipeline.StateAsync()).Handoffs;
        Assert.Equal((HandoffState.Accepted, "fenna"), (handoffs[answered.Id].State, handoffs[answered.Id].AccountManager));
        Assert.Equal(PassingReasons.Unreachable, Assert.Single(handoffs.Values.Single(handoff => handoff.Id != answered.Id).Former!.Value).Why);
    }

    [Fact]
    public async Task One_whose_lead_was_merged_meanwhile_goes_on_where_it_is()
    {
        const string There = "piet@hoekstra-logistics.example";
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Some.Transport with { Id = "logistics", Name = "Hoekstra Logistics", Domains = ["hoekstra-logistics.example"], Owner = "bram" }]);
        await pipeline.TakeAsync(Some.Whitepaper(2));
        await pipeline.ProcessAsync(Some.Demo(1).By(There));
        var (mail, old) = (Assert.Single(pipeline.Mails.Taken), await pipeline.AccountOfAsync(There));
        var before = Assert.Single((await pipeline.LoadAsync(old)).State.Handoffs.Values);
        var merge = await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await BounceAsync(pipeline, mail);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(10));

        var after = Assert.Single((await pipeline.LoadAsync(merge.Target)).State.Handoffs.Values);
        Assert.Equal((before.AccountManager, PassingReasons.Unreachable), (after.Former!.Value[0].AccountManager, after.Former.Value[0].Why));
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task Whatever_call_fails_each_goes_on_once_and_the_team_lead_is_told_once()
    {
        var calls = await EveryCall.FailsOnceAsync(BouncedAsync, (pipeline, struck) =>
        {
            GoneOn(pipeline);
            var told = pipeline.Mails.Taken.Where(mail => mail.To == Lead).ToList();
            Assert.True(told.Select(mail => mail.Id).Distinct().Count() == 1, $"{told.Count} after {struck}");
        }, every: EveryCall.OrdinaryStep);
        output.WriteLine($"{calls} calls");
    }

    [Fact]
    public async Task A_person_whose_mail_came_back_gets_no_more_of_them_and_sales_reads_it()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.PutAssetsAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(1) with { Source = "whitepaper" });
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(2));
        var paper = Assert.Single(pipeline.Mails.Taken);
        await BounceAsync(pipeline, paper);
        await pipeline.DrainAsync();
        Assert.True(Assert.Single(await pipeline.AccountsAsync()).State.Account.Members.Values.Single().Undeliverable);

        await pipeline.RunUntilAsync(pipeline.Now.AddDays(2));
        await pipeline.ProcessAsync(Some.Whitepaper(2, pipeline.Now) with { Source = "whitepaper" });
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(2));
        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(pipeline.Pump.Failures);
    }

    private static async Task<Pipeline> MailedAsync()
    {
        var pipeline = await Collecting.StartAsync(Some.Now);
        await pipeline.AskAsync(1, "charging");
        await pipeline.AskAsync(2, "energy");
        await pipeline.RunHandoffAsync();
        Assert.Equal(2, Assert.Single(pipeline.Mails.Taken).Leads());
        return pipeline;
    }

    private static async Task<Pipeline> BouncedAsync()
    {
        var pipeline = await MailedAsync();
        await BounceAsync(pipeline, pipeline.Mails.Taken[0]);
        return pipeline;
    }

    private static Task BounceAsync(Pipeline pipeline, TakenMail mail)
    {
        var row = pipeline.Storage.Rows(TableNames.Mails).Single(row => row.RowKey == mail.Id);
        return pipeline.OrderAsync(new MailEventsCommand
        {
            Id = Some.Id(90), At = pipeline.Now, Events = [new MailEvent(row.PartitionKey, row.RowKey, 1, MailEventKind.Bounced, pipeline.Now)],
        });
    }

    private static void GoneOn(Pipeline pipeline)
    {
        var handoffs = pipeline.Handoffs();
        Assert.Equal(2, handoffs.Count);
        Assert.All(handoffs, handoff => Assert.Equal((2, "fenna", PassingReasons.Unreachable), (handoff.Assignment, handoff.Former!.Value[0].AccountManager, handoff.Former.Value[0].Why)));
        Assert.All(handoffs, handoff => Assert.NotEqual("fenna", handoff.AccountManager));
    }

    private static TakenMail Told(Pipeline pipeline) => Assert.Single(pipeline.Mails.Taken, mail => mail.To == Lead);
}
