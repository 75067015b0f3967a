using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Handoffs.Leaving;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>An account manager leaves: what is open of theirs goes to others, each of whom is told by one mail.</summary>
public sealed class LeaveTests(ITestOutputHelper output)
{
    private static readonly Company Second = Some.Transport with { Id = "tweede", Name = "Tweede Kade", Domains = ["tweede-kade.example"] };

    [Fact]
    public async Task What_is_open_goes_to_the_successor_by_one_mail_and_what_was_promised_stays()
    {
        using var pipeline = await StartAsync();
        await LeaveAsync(pipeline, """{"successor": "bram"}""");
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(10));

        var (asked, taken) = await HandoffsAsync(pipeline);
        Assert.Equal(("bram", HandoffState.Mailed, PassingReasons.HasLeft), (asked.AccountManager, asked.State, asked.RoutedBy));
        Assert.Equal(("bram", HandoffState.Accepted, AnswerKinds.Accept), (taken.AccountManager, taken.State, taken.Answer!.Kind));
        Assert.Equal(("fenna", PassingReasons.HasLeft), (Assert.Single(asked.Former!.Value).AccountManager, Assert.Single(taken.Former!.Value).Why));
        Assert.Equal(new Calendars(pipeline.Playbook.Routing, pipeline.Get<TeamInForce>().Current).AnswerBy(asked, asked.MailedAt!.Value), asked.AnswerBy);
        Assert.NotNull(taken.ClockFrom);
        Assert.Equal(["fenna@lichtveld.example", "fenna@lichtveld.example", "bram@lichtveld.example"], pipeline.Mails.Taken.Select(mail => mail.To));
        var told = pipeline.Mails.Taken[^1].Mail;
        Assert.Equal("2 leads van Fenna Postma zijn nu van jou", told.Subject);
        Assert.All(new[] { "Hoekstra Transport", "Tweede Kade", "Ingrid Hoekstra" }, text => Assert.True(told.Text.Contains(text, StringComparison.Ordinal) && told.Html.Contains(text, StringComparison.Ordinal), text));
        Assert.False(pipeline.Get<TeamInForce>().Current.ById["fenna"].Active);
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task The_old_link_says_who_has_it_now_and_the_new_one_answers()
    {
        using var pipeline = await StartAsync();
        await LeaveAsync(pipeline, """{"successor": "bram"}""");
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(10));

        var (status, page) = await OpenAsync(pipeline, pipeline.Mails.Taken[0].Mail.Text);
        Assert.Equal(200, status);
        Assert.Contains("Bram Yilmaz", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);

        await pipeline.Get<AnswerHandler>().SubmitAsync(TokenIn(pipeline.Mails.Taken[^1].Mail.Text), Accepting, default);
        await pipeline.DrainAsync();
        var (asked, _) = await HandoffsAsync(pipeline);
        Assert.Equal((HandoffState.Accepted, "bram"), (asked.State, asked.Answer!.By));
    }

    [Fact]
    public async Task Without_a_successor_routing_finds_who_gets_it()
    {
        using var pipeline = await StartAsync();
        await pipeline.ChangeAsync("fenna", """{"deputy": null}""");
        await LeaveAsync(pipeline, "{}");
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(10));

        var (asked, taken) = await HandoffsAsync(pipeline);
        Assert.Equal(("sanne", "territory", "nl-north-east"), (asked.AccountManager, asked.RoutedBy, asked.Territory));
        Assert.Contains("owner:left:fenna", asked.Considered!.Value);
        Assert.Equal("sanne", taken.AccountManager);
        Assert.Equal("sanne@lichtveld.example", pipeline.Mails.Taken[^1].To);
        Assert.Equal(3, pipeline.Mails.Taken.Count);
    }

    [Fact]
    public async Task However_many_there_are_it_is_one_mail()
    {
        Company[] companies = [.. Enumerable.Range(0, 30).Select(number => Some.Transport with { Id = $"c{number}", Name = $"Bedrijf {number}", Domains = [$"bedrijf-{number}.example"] })];
        using var pipeline = await Pipeline.StartAsync(Some.Now, companies);
        await pipeline.ChangeAsync("sanne", """{"territories": ["nl-west", "property-nl", "nl", "dutch-speaking", "nl-north-east", "care"]}""");
        foreach (var number in Enumerable.Range(0, 30)) await pipeline.SubmitAsync(Some.Demo(number + 1).By($"ingrid@bedrijf-{number}.example"));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        Assert.Equal(30, pipeline.Mails.Taken.Count);

        await LeaveAsync(pipeline, """{"successor": "bram"}""");
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(10));

        Assert.Equal(31, pipeline.Mails.Taken.Count);
        Assert.Equal(30, pipeline.Mails.Taken[^1].Mail.Text.Split("/answer/").Length - 1);
        Assert.All(await pipeline.AccountsAsync(), account => Assert.Equal("bram", Assert.Single(account.State.Handoffs.Values).AccountManager));
    }

    [Fact]
    public async Task Whatever_call_fails_each_goes_once_and_the_mail_is_the_same()
    {
        var calls = await EveryCall.FailsOnceAsync(async () =>
        {
            var pipeline = await StartAsync(onlyTaken: true);
            await LeaveAsync(pipeline, """{"successor": "bram"}""", drain: false);
            return pipeline;
        }, (pipeline, struck) =>
        {
            var handoffs = pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("handoff:", StringComparison.Ordinal))
                .Select(row => System.Text.Json.JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.Handoff)!).ToList();
            var handoff = Assert.Single(handoffs);
            Assert.Equal(("bram", 2, HandoffState.Accepted), (handoff.AccountManager, handoff.Assignment, handoff.State));
            var told = pipeline.Mails.Taken.Skip(1).ToList();
            Assert.Single(told.Select(mail => mail.Id).Distinct());
            // Where the process died with the provider's answer, it is sent again as a possible repeat.
            Assert.True(told.Count == 1 || (told.Count == 2 && told[1].Mail.Subject.StartsWith('[')), $"{told.Count} after {struck}");
        }, every: EveryCall.OrdinaryStep);
        output.WriteLine($"{calls} calls");
    }

    [Theory]
    [InlineData("lukas", "{}", 422)] // nobody else serves Germany
    [InlineData("fenna", """{"successor": "fenna"}""", 422)]
    [InlineData("fenna", """{"successor": "henk"}""", 422)]
    [InlineData("fenna", """{"until": "tomorrow"}""", 400)]
    [InlineData("nobody", "{}", 404)]
    public async Task Who_cannot_leave_is_told_why(string id, string body, int expected)
    {
        using var pipeline = await StartAsync();
        Assert.Equal(expected, (await pipeline.TeamAsync((door, request) => door.Leave(request, id, default), body)).Status);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public void One_that_nobody_was_mailed_yet_waits_for_the_routing()
    {
        var handoff = new Handoff
        {
            Id = "h", Proposition = "energy", Round = 1, State = HandoffState.Due, Gate = "score", Asked = false, DecidedAt = Some.Now, AccountManager = "fenna", Mail = "m",
            Trigger = new Trigger("s", "p", "a", "c", Some.Now),
        };
        var state = AccountState.Of(new Account { Id = "a", IsCompany = true }).With(handoff);
        var after = Takeover.Give(state, handoff, new RoutingPick("bram", PassingReasons.HasLeft), "t", null, Intake.Tests.Playbooks.SamplePlaybook.Instance, Some.Now).Handoffs["h"];
        Assert.Equal((HandoffState.Due, null, null, 2), (after.State, after.AccountManager, after.Mail, after.Assignment));
    }

    private static readonly AnswerForm Accepting = AnswerForm.FromQuery(
        new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["do"] = AnswerKinds.Accept }));

    // Fenna has two: one that waits for her answer, and one that she took.
    private static async Task<Pipeline> StartAsync(bool onlyTaken = false)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Second]);
        await pipeline.ChangeAsync("sanne", """{"territories": ["nl-west", "property-nl", "nl", "dutch-speaking", "nl-north-east", "care"]}""");
        if (!onlyTaken) await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.ProcessAsync(Some.Demo(2).By("kees@tweede-kade.example"));
        await pipeline.Get<AnswerHandler>().SubmitAsync(TokenIn(pipeline.Mails.Taken[^1].Mail.Text), Accepting, default);
        await pipeline.DrainAsync();
        return pipeline;
    }

    private static async Task LeaveAsync(Pipeline pipeline, string body, bool drain = true)
    {
        var (status, answer, _) = await pipeline.TeamAsync((door, request) => door.Leave(request, "fenna", default), body);
        Assert.True(status == 202, answer.ToString());
        if (drain) await pipeline.DrainAsync();
    }

    private static async Task<(Handoff Asked, Handoff Taken)> HandoffsAsync(Pipeline pipeline)
    {
        ImmutableArray<LoadedAccount> accounts = [.. await pipeline.AccountsAsync()];
        return (Of(Some.Transport.Id), Of(Second.Id));

        Handoff Of(string company) => Assert.Single(accounts.Single(account => account.State.Account.Book?.Id == company).State.Handoffs).Value;
    }

    private static string TokenIn(string text) =>
        new Uri(text.Split('\n', ' ').First(word => word.Contains("/answer/", StringComparison.Ordinal)).Trim()).Segments[^1];

    private static async Task<(int Status, string Page)> OpenAsync(Pipeline pipeline, string mail)
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), Response = { Body = body } };
        await (await pipeline.Get<AnswerHandler>().ShowAsync(TokenIn(mail), AnswerForm.Empty, default)).ExecuteAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
