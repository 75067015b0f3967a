using System.Text.Json;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Enrichment.Providers;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Companies that the account book lacks are asked about elsewhere; whatever comes of it, no lead waits for more than two seconds and none is lost.</summary>
public sealed class ProviderFlowTests
{
    private readonly ProviderStandIn provider = new();

    [Fact]
    public async Task What_a_provider_tells_counts_at_once_and_never_more_than_what_somebody_told()
    {
        using var pipeline = await StartAsync();
        var submission = Some.Whitepaper(1);
        await pipeline.ProcessAsync(submission with { Contact = submission.Contact with { Staff = "12" } });
        var account = Assert.Single(await pipeline.AccountsAsync()).State.Account;
        Assert.Equal(("12", "logistics", "NL", "320"), (Of(account, FactNames.Staff), Of(account, FactNames.Industry), Of(account, FactNames.Country), account.Stated["looked-up:staff"].Value));
        Assert.Equal(["hoekstra-transport.example"], provider.Asked);
        Assert.Empty(pipeline.Storage.Rows(TableNames.Agenda));
    }

    [Fact]
    public async Task A_provider_that_hangs_delays_a_lead_by_two_seconds_and_is_asked_again()
    {
        provider.Answer = ProviderStandIn.Hangs;
        using var pipeline = await StartAsync();
        await pipeline.SubmitAsync(Some.Whitepaper(1));
        await pipeline.DrainAsync();
        Assert.InRange(pipeline.Now - Some.Now, CompanyFinder.Limit, CompanyFinder.Limit + TimeSpan.FromSeconds(0.3));
        Assert.Equal(Outcome.Scored, Assert.Single(pipeline.Records()).Outcome);
        var before = Assert.Single(await pipeline.AccountsAsync()).State;
        Assert.Equal(AgendaKinds.Enrich, Assert.Single(pipeline.Storage.Rows(TableNames.Agenda)).GetString("Kind"));

        provider.Answer = () => Task.FromResult(ProviderStandIn.Found);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(6));

        var after = Assert.Single(await pipeline.AccountsAsync()).State;
        Assert.Equal((null, "320"), (Of(before.Account, FactNames.Staff), Of(after.Account, FactNames.Staff)));
        Assert.True(after.Leads.Values.Single().Score!.Total > before.Leads.Values.Single().Score!.Total);
        Assert.Contains(Changes(pipeline), change => change is { Name: "looked-up:staff", From: "", To: "320" });
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    public static TheoryData<string, Func<Task<ProviderAnswer>>> Troubles => new()
    {
        { "hangs", ProviderStandIn.Hangs },
        { "refused", ProviderStandIn.Fails(ProviderFault.Refused) },
        { "redirected", ProviderStandIn.Fails(ProviderFault.Redirected) },
        { "too large", ProviderStandIn.Fails(ProviderFault.TooLarge) },
        { "no JSON", ProviderStandIn.Fails(ProviderFault.NotJson) },
        { "throttled", ProviderStandIn.Fails(ProviderFault.Throttled, Some.Now.AddMinutes(4)) },
        { "throws at once", () => throw new InvalidOperationException("ingrid@hoekstra-transport.example") },
        { "throws later", () => Task.FromException<ProviderAnswer>(new FormatException()) },
        { "calls itself off", () => Task.FromCanceled<ProviderAnswer>(new CancellationToken(true)) },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Whatever_a_provider_does_the_lead_is_scored_once_and_has_the_facts_in_the_end(string trouble, Func<Task<ProviderAnswer>> answer)
    {
        provider.Answer = answer;
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Demo(1));
        Assert.Equal((trouble, Outcome.Scored), (trouble, Assert.Single(pipeline.Records()).Outcome));
        Assert.Single(pipeline.Mails.Taken);

        provider.Answer = () => Task.FromResult(ProviderStandIn.Found);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(6));
        Assert.Equal("320", Of(Assert.Single(await pipeline.AccountsAsync()).State.Account, FactNames.Staff));
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task Who_says_when_is_asked_then_and_not_before()
    {
        provider.Answer = ProviderStandIn.Fails(ProviderFault.Throttled, Some.Now.AddHours(3));
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.RunUntilAsync(Some.Now.AddHours(3).AddSeconds(-1));
        Assert.Single(provider.Asked);
        await pipeline.RunUntilAsync(Some.Now.AddHours(3));
        Assert.Equal(2, provider.Asked.Count);
    }

    [Fact]
    public async Task Many_from_one_company_ask_once_and_make_one_reminder()
    {
        provider.Answer = ProviderStandIn.Fails(ProviderFault.Unavailable);
        using var pipeline = await StartAsync();
        for (var n = 1; n <= 10; n++) await pipeline.ProcessAsync(Some.Whitepaper(n).By($"p{n}@hoekstra-transport.example"));
        Assert.Single(provider.Asked);
        Assert.Single(pipeline.Storage.Rows(TableNames.Agenda));
        Assert.Equal(10, pipeline.Records().Count);
    }

    [Fact]
    public async Task A_provider_that_never_answers_is_given_up_at_last()
    {
        provider.Answer = ProviderStandIn.Fails(ProviderFault.Denied);
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.RunUntilAsync(Some.Now.AddDays(20));
        Assert.Equal(8, provider.Asked.Count);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_slow_provider_holds_up_no_handoff()
    {
        provider.Answer = ProviderStandIn.Fails(ProviderFault.Unavailable);
        using var pipeline = await StartAsync();
        for (var n = 1; n <= 6; n++) await pipeline.ProcessAsync(Some.Whitepaper(n).By($"a@company{n}.example"));
        provider.Asked.Clear();
        provider.Answer = ProviderStandIn.Hangs;

        pipeline.Time.SetUtcNow(Some.Now.AddMinutes(6));
        var started = pipeline.Now;
        await pipeline.RunHandoffAsync();
        Assert.InRange(pipeline.Now - started, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21));
        Assert.Equal(2, provider.Asked.Count);
        await pipeline.RunUntilAsync(started.AddMinutes(5));
        Assert.Equal(6, provider.Asked.Distinct().Count());
    }

    [Fact]
    public async Task A_company_is_asked_about_once_in_its_lifetime_by_all_instances()
    {
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        pipeline.Restart();
        await pipeline.ProcessAsync(Some.Whitepaper(2).By("joost@hoekstra-transport.example"));
        pipeline.Time.Advance(TimeSpan.FromDays(89));
        await pipeline.ProcessAsync(Some.Whitepaper(3, pipeline.Now).By("anna@hoekstra-transport.example"));
        Assert.Single(provider.Asked);
        pipeline.Time.Advance(TimeSpan.FromDays(1));
        await pipeline.ProcessAsync(Some.Whitepaper(4, pipeline.Now).By("bert@hoekstra-transport.example"));
        Assert.Equal(2, provider.Asked.Count);
    }

    [Fact]
    public async Task That_a_company_is_not_found_is_remembered_for_a_shorter_time()
    {
        provider.Answer = () => Task.FromResult<ProviderAnswer>(new ProviderAnswer.NotFound());
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        pipeline.AssertAtRest();
        pipeline.Time.Advance(TimeSpan.FromDays(13));
        await pipeline.ProcessAsync(Some.Whitepaper(2, pipeline.Now).By("joost@hoekstra-transport.example"));
        Assert.Single(provider.Asked);
        pipeline.Time.Advance(TimeSpan.FromDays(1));
        await pipeline.ProcessAsync(Some.Whitepaper(3, pipeline.Now).By("anna@hoekstra-transport.example"));
        Assert.Equal(2, provider.Asked.Count);
    }

    [Fact]
    public async Task What_the_day_does_not_allow_is_asked_the_next_day()
    {
        var poor = new ProviderStandIn { Terms = provider.Terms with { PerDay = 1 } };
        using var pipeline = await StartAsync(poor);
        await pipeline.ProcessAsync(Some.Whitepaper(1).By("a@one.example"));
        await pipeline.ProcessAsync(Some.Whitepaper(2).By("a@two.example"));
        Assert.Equal(2, pipeline.Records().Count);
        await pipeline.RunUntilAsync(Some.Now.Date.AddDays(1).AddSeconds(-1));
        Assert.Equal(["one.example"], poor.Asked);
        await pipeline.RunUntilAsync(Some.Now.Date.AddDays(1).AddHours(1));
        Assert.Equal(["one.example", "two.example"], poor.Asked);
        Assert.All(await pipeline.AccountsAsync(), account => Assert.Equal("320", Of(account.State.Account, FactNames.Staff)));
    }

    [Fact]
    public async Task The_next_provider_is_asked_where_the_first_does_not_know_or_cannot_say()
    {
        var (silent, broken) = (new ProviderStandIn("silent") { Answer = () => Task.FromResult<ProviderAnswer>(new ProviderAnswer.NotFound()) },
            new ProviderStandIn("broken") { Answer = ProviderStandIn.Fails(ProviderFault.Unreachable) });
        using var pipeline = await StartAsync(silent, broken, provider);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        Assert.Equal((1, 1, 1), (silent.Asked.Count, broken.Asked.Count, provider.Asked.Count));
        Assert.Equal("320", Of(Assert.Single(await pipeline.AccountsAsync()).State.Account, FactNames.Staff));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_company_of_the_book_free_mail_or_a_person_who_is_known()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport], replace: services => services.AddSingleton<ICompanyProvider>(provider));
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.ProcessAsync(Some.Whitepaper(2));
        await pipeline.ProcessAsync(Some.Whitepaper(3).By("kees@gmail.com"));
        Assert.Empty(provider.Asked);
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Companies), row => row.RowKey.StartsWith("lookup:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MailReach.Unreachable, 0)]
    [InlineData(MailReach.Unknown, 1)]
    [InlineData(MailReach.Reachable, 1)]
    public async Task Whom_no_mail_can_reach_is_not_handed_off(MailReach reach, int mails)
    {
        var servers = new NameServersStandIn(() => Task.FromResult(reach));
        using var pipeline = await StartAsync(servers);
        await pipeline.ProcessAsync(Some.Demo(1).By("ingrid@mail.hoekstra-transport.example"));
        Assert.Equal(mails, pipeline.Mails.Taken.Count);
        Assert.Equal(reach == MailReach.Unreachable, Assert.Single(await pipeline.AccountsAsync()).State.Account.Members.Values.Single().Undeliverable);
        await pipeline.ProcessAsync(Some.Demo(2).By("joost@mail.hoekstra-transport.example"));
        // What nobody could tell is asked again.
        Assert.Equal(Enumerable.Repeat("mail.hoekstra-transport.example", reach == MailReach.Unknown ? 2 : 1), servers.Asked);
    }

    [Fact]
    public async Task Name_servers_that_hang_mark_nobody()
    {
        using var pipeline = await StartAsync(new NameServersStandIn(() => new TaskCompletionSource<MailReach>().Task));
        await pipeline.SubmitAsync(Some.Demo(1));
        await pipeline.DrainAsync();
        Assert.InRange(pipeline.Now - Some.Now, CompanyFinder.Limit, CompanyFinder.Limit + TimeSpan.FromSeconds(0.3));
        await pipeline.RunHandoffAsync();
        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(pipeline.AgendaButClocks());
    }

    [Fact]
    public async Task However_a_call_fails_the_facts_come_and_nothing_is_left()
    {
        var calls = await EveryCall.FailsOnceAsync(
            async () =>
            {
                var dull = new ProviderStandIn();
                var pipeline = await StartAsync(dull);
                // As long as the submission itself may take, however often it is tried.
                dull.Answer = () => pipeline.Now < Some.Now.AddMinutes(4) ? ProviderStandIn.Fails(ProviderFault.Unavailable)() : Task.FromResult(ProviderStandIn.Found);
                await pipeline.SubmitAsync(Some.Whitepaper(1));
                return pipeline;
            },
            (pipeline, struck) =>
            {
                Assert.Equal((struck, Outcome.Scored), (struck, Assert.Single(pipeline.Records()).Outcome));
                var account = pipeline.Storage.Rows(TableNames.Accounts).Single(row => row.RowKey == Rows.Account);
                Assert.Equal((struck, "320"), (struck, Of(JsonSerializer.Deserialize(account.GetString("Data"), IntakeJson.Default.Account)!, FactNames.Staff)));
                Assert.True(Changes(pipeline).Count(change => change.Name == "looked-up:staff") <= 1, $"{struck}");
            });
        Assert.InRange(calls, 25, 45);
    }

    [Fact]
    public async Task What_asking_costs_in_calls_to_storage()
    {
        using var pipeline = await StartAsync();
        async Task<int> CountAsync(Submission submission)
        {
            var mark = pipeline.Storage.Mark();
            await pipeline.SubmitAsync(submission);
            await pipeline.DrainAsync();
            return pipeline.Storage.CountSince(mark);
        }

        // A first submission costs 15 where nobody is asked; of the lookups of a day an instance takes some at a time.
        Assert.Equal(19, await CountAsync(Some.Whitepaper(1).By("a@one.example")));
        Assert.Equal(17, await CountAsync(Some.Whitepaper(2).By("a@two.example")));
        // The next person of a company costs one read more than where nobody is asked.
        Assert.Equal(15, await CountAsync(Some.Whitepaper(3).By("b@two.example")));
        Assert.Equal(2, provider.Asked.Count);
    }

    private Task<Pipeline> StartAsync() => StartAsync(provider);

    private static Task<Pipeline> StartAsync(params ICompanyProvider[] providers) => Pipeline.StartAsync(Some.Now, replace: services =>
    {
        foreach (var each in providers) services.AddSingleton(each);
    });

    private static Task<Pipeline> StartAsync(IMailExchange servers) => Pipeline.StartAsync(
        Some.Now, replace: services => services.AddSingleton(servers).PostConfigure<EnrichmentOptions>(options => options.CheckMx = true));

    private static string? Of(Account account, string fact) => account.Stated.Of(fact);

    private static IEnumerable<FactChange> Changes(Pipeline pipeline) =>
        pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("z:fact:", StringComparison.Ordinal))
            .SelectMany(row => JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.ImmutableArrayFactChange));
}
