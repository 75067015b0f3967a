using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Outgoing;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>A gate says how its leads are handed over.</summary>
public sealed class ActionTests
{
    private const string Manager = "fenna@lichtveld.example", Asker = "ingrid@hoekstra-transport.example";
    private static readonly WebhookOutcome Down = new("status-500");

    private static readonly PersonMail Invitation = new(
        Said("Shall we call?"), Said("You read about saving energy.\n\nWe would like to hear what you think of it."));

    [Fact]
    public async Task Beside_the_mail_an_endpoint_is_told_whatever_its_events_are()
    {
        var (pipeline, bin) = await StartAsync(new GateActions(true, ["crm"], null));
        using var _ = pipeline;
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.DrainAsync();

        Assert.Equal(Manager, Assert.Single(pipeline.Mails.Taken).To);
        Assert.Equal("handoff.made", Assert.Single(bin.Taken).Body.GetProperty("type").GetString());
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task In_the_place_of_the_mail_an_endpoint_hands_it_over_and_the_clock_runs()
    {
        var (pipeline, bin) = await StartAsync(new GateActions(false, ["crm"], null));
        using var _ = pipeline;
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));

        Assert.Empty(pipeline.Mails.Taken);
        var told = Assert.Single(bin.Taken).Body.GetProperty("data").GetProperty("handoff");
        Assert.Equal("fenna", told.GetProperty("accountManager").GetProperty("id").GetString());
        Assert.StartsWith("https://intake.lichtveld.example/answer/", told.GetProperty("answerUrl").GetString(), StringComparison.Ordinal);
        var handoff = await HandoffAsync(pipeline);
        Assert.Equal((HandoffState.Mailed, Some.Now), (handoff.State, handoff.MailedAt));
        Assert.NotNull(handoff.AnswerBy);
        Assert.Contains(pipeline.Storage.Rows(TableNames.Agenda), row => row.GetString("Kind") == Agenda.AgendaKinds.Clock);
    }

    [Fact]
    public async Task What_an_endpoint_does_not_take_within_the_hour_is_mailed_after_all()
    {
        var (pipeline, bin) = await StartAsync(new GateActions(false, ["crm"], null));
        using var _ = pipeline;
        bin.Always = Down;
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(59));
        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal(HandoffState.Due, (await HandoffAsync(pipeline)).State);

        await pipeline.RunUntilAsync(Some.Now.AddHours(3));
        Assert.Equal(Manager, Assert.Single(pipeline.Mails.Taken).To);
        Assert.Equal(HandoffState.Mailed, (await HandoffAsync(pipeline)).State);

        bin.Always = null;
        await pipeline.RunUntilAsync(Some.Now.AddHours(9));
        Assert.Single(bin.Taken);
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task An_endpoint_that_takes_it_at_a_later_try_hands_it_over_then()
    {
        var (pipeline, bin) = await StartAsync(new GateActions(false, ["crm"], null));
        using var _ = pipeline;
        bin.Next(Down, Down);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(30));

        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal(Assert.Single(bin.Taken).At, (await HandoffAsync(pipeline)).MailedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_endpoint_is_gone_or_has_no_address_it_is_mailed(bool address)
    {
        var (pipeline, bin) = await StartAsync(new GateActions(false, ["crm"], null), address);
        using var _ = pipeline;
        bin.Always = new WebhookOutcome("status-410", Gone: true);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.Equal(Manager, Assert.Single(pipeline.Mails.Taken).To);
    }

    [Fact]
    public async Task Of_a_gate_without_mail_a_test_is_mailed_to_the_tester_and_told_to_nobody()
    {
        var (pipeline, bin) = await StartAsync(new GateActions(false, ["crm"], Invitation));
        using var _ = pipeline;
        await pipeline.ProcessAsync(Some.Demo(1) with { Tester = "sanne@lichtveld.example" });
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.Empty(bin.Tries);
        Assert.All(pipeline.Mails.Taken, mail => Assert.Equal("sanne@lichtveld.example", mail.To));
        Assert.NotEmpty(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task Whatever_call_fails_it_is_handed_over_once()
    {
        await EveryCall.FailsOnceAsync(async () =>
        {
            var (pipeline, _) = await StartAsync(new GateActions(false, ["crm"], null));
            await pipeline.SubmitAsync(Some.Demo(1));
            return pipeline;
        }, (pipeline, struck) =>
        {
            var handoff = System.Text.Json.JsonSerializer.Deserialize(
                pipeline.Storage.Rows(TableNames.Accounts).Single(row => row.RowKey.StartsWith("handoff:", StringComparison.Ordinal)).GetString("Data"), IntakeJson.Default.Handoff)!;
            Assert.Equal((struck, HandoffState.Mailed), (struck, handoff.State));
            Assert.Empty(pipeline.Mails.Taken);
            // Told twice where the process died before it knew: under the same id, by which the other side knows it again.
            Assert.Single(((WebhookBin)pipeline.Get<IWebhookSender>()).Taken.Select(told => told.Call.Id).Distinct());
            Assert.Equal("Delivered", Assert.Single(pipeline.Storage.Rows(TableNames.Deliveries), row => row.RowKey.Length == 32).GetString("State"));
        }, every: EveryCall.OrdinaryStep);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task The_person_is_mailed_where_it_is_permitted(bool consented, int mails)
    {
        var (pipeline, _) = await StartAsync(new GateActions(true, [], Invitation));
        using var ended = pipeline;
        ImmutableArray<Consent> consents = consented ? [new Consent(ConsentPurposes.Mail, true, "Keep me posted.", "1")] : [];
        await pipeline.ProcessAsync(Some.Demo(1) with { Language = "en", Consents = consents });
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));

        Assert.Equal(mails, pipeline.Mails.Taken.Count);
        if (!consented) return;
        var (to, mail) = (pipeline.Mails.Taken[1].To, pipeline.Mails.Taken[1].Mail);
        Assert.Equal((Asker, "Shall we call?"), (to, mail.Subject));
        Assert.All(new[] { "You read about saving energy.", "We would like to hear what you think of it.", "Your contact is Fenna Postma" }, text =>
            Assert.True(mail.Text.Contains(text, StringComparison.Ordinal) && mail.Html.Contains(text, StringComparison.Ordinal), text));
        Assert.DoesNotContain("Hoekstra", mail.Text, StringComparison.Ordinal);
    }

    private static async Task<(Pipeline Pipeline, WebhookBin Bin)> StartAsync(GateActions actions, bool address = true)
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([], address);
        var (playbook, gates) = (pipeline.Playbook, pipeline.Playbook.Stages.Gates);
        pipeline.Playbook = playbook with { Stages = playbook.Stages with { Gates = gates with { Asked = gates.Asked with { Actions = actions } } } };
        return (pipeline, bin);
    }

    private static async Task<Handoff> HandoffAsync(Pipeline pipeline) => Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Handoffs.Values);

    private static Localized Said(string text) => new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("en", text)]));
}
