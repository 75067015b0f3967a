using Intake.Accounts;
using Intake.Handoffs;
using Intake.Stages;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Whole lives of handoffs: what is told when, to whom, and each once, wherever a call fails.</summary>
public sealed class ClockFlowTests
{
    private static readonly string[] Life =
    [
        "Thu 14:00 fenna: Ingrid vroeg een demo aan",
        "Thu 14:45 fenna: antwoord vóór do 24 sep 15:00",
        "Thu 16:00 joris: geen antwoord van Fenna Postma",
        "Fri 09:00 fenna: een collega heeft hem nu",
        "Fri 09:00 bram: Ingrid vroeg een demo aan",
        "Fri 13:30 bram: heb je contact gehad?",
        "Mon 16:30 bram: een collega heeft hem nu",
        "Mon 16:30 sanne: Ingrid vroeg een demo aan",
    ];

    private static readonly DateTimeOffset LifeEnds = Clocks.At("2026-09-28 16:31");

    [Fact]
    public async Task Unanswered_it_goes_to_a_colleague_and_without_contact_back_to_the_pool()
    {
        using var pipeline = await LivingAsync();
        await pipeline.RunUntilAsync(LifeEnds);

        Assert.Equal(Life.Order(), pipeline.Told().Order());
        var handoff = Assert.Single(pipeline.Handoffs());
        Assert.Equal((HandoffState.Mailed, "sanne", 3), (handoff.State, handoff.AccountManager, handoff.Assignment));
        Assert.Equal([("fenna", PassingReasons.NotAnswered), ("bram", PassingReasons.NotContacted)], handoff.Former!.Value.Select(former => (former.AccountManager, former.Why)));
        Assert.Equal(["sal", "mql"], pipeline.Storage.Rows(TableNames.StageChanges).Select(row => row.GetString("To")).TakeLast(2));
        Assert.Equal("mql", await pipeline.StageAsync());
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Wherever_a_call_fails_each_step_of_that_life_is_done_once() =>
        await EveryCall.FailsOnceAsync(LivingAsync, (pipeline, struck) =>
        {
            AssertOnce(pipeline, struck, Life);
            var handoff = Assert.Single(pipeline.Handoffs());
            Assert.Equal((2, "mql"), (handoff.Former!.Value.Length, pipeline.Storage.Rows(TableNames.Leads).Single(row => row.GetString("Proposition") == "charging").GetString("Stage")));
        }, LifeEnds, every: EveryCall.OrdinaryStep);

    [Fact]
    public async Task Put_off_passed_on_in_contact_qualified_and_won()
    {
        using var pipeline = await Clocks.MailedAsync();
        await pipeline.RunUntilAsync(Clocks.At("2026-09-24 14:10"));
        await pipeline.AnswerAsync(AnswerKinds.Snooze, command => command with { Until = new DateOnly(2026, 9, 28) });
        await pipeline.RunUntilAsync(Clocks.At("2026-09-28 09:00"));
        await pipeline.AnswerAsync(AnswerKinds.Pass, command => command with { To = "claire" });
        await pipeline.RunUntilAsync(Clocks.At("2026-09-28 09:10"));
        await pipeline.AnswerAsync(AnswerKinds.Accept);
        await pipeline.RunUntilAsync(Clocks.At("2026-09-28 09:20"));
        await pipeline.AnswerAsync(AnswerKinds.Contact, command => command with { Contact = ContactKinds.Spoke });
        await pipeline.RunUntilAsync(Clocks.At("2026-10-05 10:00"));
        await pipeline.MoveAsync("""{"stage":"sql"}""");
        await pipeline.RunUntilAsync(Clocks.At("2026-11-02 11:00"));
        await pipeline.MoveAsync("""{"stage":"opportunity","value":12000}""");
        await pipeline.RunUntilAsync(Clocks.At("2026-12-01 11:00"));
        await pipeline.MoveAsync("""{"stage":"won","value":12000}""");
        await pipeline.RunUntilAsync(Clocks.At("2027-02-01 11:00"));

        Assert.Equal(
        [
            "Thu 14:00 fenna: Ingrid vroeg een demo aan",
            "Mon 08:30 fenna: je vroeg hier vandaag om",
            "Mon 09:00 claire: Ingrid asked for a demo",
            "Mon 09:10 claire: what came of it?",
            "Mon 10:00 claire: is there an opportunity?",
        ], pipeline.Told());
        Assert.Equal("won", await pipeline.StageAsync());
        Assert.Empty(pipeline.Handoffs());
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Agenda), row => row.GetString("Kind") == Agenda.AgendaKinds.Clock);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Neither_qualified_nor_given_back_it_rests_until_something_new()
    {
        using var pipeline = await InContactAsync();
        await pipeline.RunUntilAsync(Clocks.At("2026-10-12 15:00"));

        Assert.Equal(["Fri 14:15 fenna: wat is eruit gekomen?", "Mon 14:15 fenna: rust nu"], pipeline.Told().Skip(1)); // off on Wednesdays
        Assert.Equal("recycled", await pipeline.StageAsync());
        Assert.Empty(pipeline.Handoffs());
        await pipeline.ProcessAsync(Some.Demo(2, pipeline.Now));
        Assert.Equal("mql", await pipeline.StageAsync());
    }

    [Fact]
    public async Task Wherever_a_call_fails_the_end_by_the_clock_is_told_once() =>
        await EveryCall.FailsOnceAsync(InContactAsync, (pipeline, struck) =>
        {
            AssertOnce(pipeline, struck, []);
            Assert.Equal("recycled", pipeline.Storage.Rows(TableNames.Leads).Single(row => row.GetString("Proposition") == "charging").GetString("Stage"));
            Assert.Single(pipeline.Mails.Taken.Select(mail => (mail.Id, mail.Mail.Subject)).Distinct(), mail => mail.Subject.EndsWith("rust nu", StringComparison.Ordinal));
        }, Clocks.At("2026-10-12 15:00"), every: EveryCall.OrdinaryStep);

    [Fact]
    public async Task What_is_no_matter_of_sales_goes_to_its_mailbox_once() =>
        await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await Clocks.MailedAsync();
                await pipeline.OrderAsync(await pipeline.AnswerOfAsync(AnswerKinds.Reject, command => command with { Reason = "support" }));
                return pipeline;
            },
            (pipeline, struck) =>
            {
                AssertOnce(pipeline, struck, []);
                Assert.Equal(["fenna@lichtveld.example", "service@lichtveld.example"], pipeline.Mails.Taken.Select(mail => mail.To).Distinct());
            });

    [Fact]
    public async Task The_last_in_line_is_reminded_and_keeps_it()
    {
        using var pipeline = await Clocks.MailedAsync();
        await pipeline.AnswerAsync(AnswerKinds.Pass, command => command with { To = "joris" });
        await pipeline.RunUntilAsync(Clocks.At("2026-10-30 12:00"));

        Assert.Equal(["Thu 14:00 joris: Ingrid vroeg een demo aan", "Thu 14:45 joris: antwoord vóór do 24 sep 15:00"], pipeline.Told().Skip(1));
        Assert.Equal(("joris", HandoffState.Mailed), (Assert.Single(pipeline.Handoffs()).AccountManager, pipeline.Handoffs()[0].State));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task In_another_account_its_clocks_go_on()
    {
        using var pipeline = await Clocks.MailedAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(20).By(Merges.Kees));
        await pipeline.MergeAccountsAsync(Merges.Ingrid, Merges.Kees);
        await pipeline.RunUntilAsync(Clocks.At("2026-09-24 16:30"));

        Assert.Equal(Life[..3], pipeline.Told());
    }

    // Of one whose record was lost nobody knows whether it left, and one that was claimed and not sent waits until the next step has overtaken it.
    private static void AssertOnce(Pipeline pipeline, StorageCall? struck, string[] expected)
    {
        var ofMails = struck is { Resource: TableNames.Mails };
        var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails, Fault: FaultKind.Before };
        Assert.InRange(pipeline.Mails.Taken.Count - pipeline.Mails.Taken.Select(mail => mail.Id).Distinct().Count(), 0, unknown ? 1 : 0);
        if (!ofMails && expected.Length > 0) Assert.Equal((struck, string.Join('\n', expected.Select(Late).Order())), (struck, string.Join('\n', pipeline.Told().Select(Late).Order())));
    }

    // What a fault kept from its minute is a minute late.
    private static string Late(string told) => told[(told.IndexOf(' ', StringComparison.Ordinal) + 7)..];

    private static async Task<Pipeline> LivingAsync()
    {
        var pipeline = await Clocks.MailedAsync();
        await pipeline.LaterAsync(await pipeline.AnswerOfAsync(AnswerKinds.Accept, command => command with { By = "bram", At = Clocks.At("2026-09-25 09:30") }), Clocks.At("2026-09-25 09:30"));
        return pipeline;
    }

    private static async Task<Pipeline> InContactAsync()
    {
        var pipeline = await Clocks.AcceptedAsync();
        await pipeline.AnswerAsync(AnswerKinds.Contact, command => command with { Contact = ContactKinds.Meeting });
        return pipeline;
    }
}
