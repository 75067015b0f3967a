using System.Collections.Frozen;
using System.Text.Json;
using Intake.Accounts;
using Intake.Clients;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Somebody of an agency acts for a client: it counts for the client, once, and they stay the agency's.</summary>
public sealed class ClientFlowTests(ITestOutputHelper output)
{
    private const string Lotte = "lotte@bureau-lotte.example", Tester = "ingrid@hoekstra-transport.example";

    private static readonly Company Bureau = new() { Id = "bureau-lotte", Name = "Bureau Lotte", Domains = ["bureau-lotte.example"], Kind = "agency", Staff = 15, Country = "NL" };

    [Fact]
    public async Task It_counts_for_the_client_in_the_book_and_the_mail_says_by_whom()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Bureau]);
        var demo = For(Some.Demo(1), "HOEKSTRA transport B.V.");
        await pipeline.ProcessAsync(demo);

        var account = Assert.Single(await pipeline.AccountsAsync()).State.Account;
        Assert.Equal(pipeline.Get<Keys>().CompanyAccount("hoekstra-transport.example"), account.Id);
        Assert.Equal(("hoekstra", true), (account.Book!.Id, account.IsCompany));
        Assert.Equal(["hoekstra-transport.example"], account.Domains);
        var (agent, member) = Assert.Single(account.Members);
        Assert.NotEqual(pipeline.Get<Keys>().Person(Lotte), agent);
        Assert.Equal((true, "director"), (member.Agent, member.Seniority));
        Assert.Equal("Bureau Lotte", (await pipeline.Get<AccountStore>().PersonAsync(account.Id, agent, default))!.Facts.Of(FactNames.AgentOf));
        Assert.Equal(["guess:companyName"], account.Stated.Keys);

        var score = Assert.Single(await pipeline.AccountsAsync()).State.Latest("charging")!.Score!;
        Assert.Contains(score.Reasons, reason => reason.Rule == "fit:seniority:unknown");
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal("fenna@lichtveld.example", mail.To);
        Assert.Contains("Lotte Maas, Directeur, via Bureau Lotte\n", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Equal(Outcome.Scored, await OutcomeTests.ReceiptAsync(pipeline, demo));
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task Without_a_client_it_is_the_agencys_own_and_one_human_is_a_person_of_each()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Bureau]);
        await pipeline.ProcessAsync(Some.Whitepaper(1).By(Lotte));
        await pipeline.ProcessAsync(For(Some.Whitepaper(2), "Hoekstra Transport"));
        await pipeline.ProcessAsync(For(Some.Whitepaper(3), "Bureau Lotte bv")); // themselves
        await pipeline.ProcessAsync(For(Some.Activity(4, "whitepaper-requested", "wp-laden-wagenpark"), "Vergeten & Co"));

        var accounts = (await pipeline.AccountsAsync()).Select(each => each.State).ToList();
        Assert.Equal(3, accounts.Count);
        Assert.Equal(3, accounts.SelectMany(state => state.Account.Members.Keys).Distinct().Count());
        var agency = accounts.Single(state => state.Account.Book?.Id == "bureau-lotte");
        Assert.False(Assert.Single(agency.Account.Members).Value.Agent);
        Assert.Equal(2, agency.Latest("energy")!.Persons.Values.Single().Buckets.Values.Single().Values.Sum());
        var unknown = accounts.Single(state => state.Account.Book is null).Account;
        Assert.Equal((pipeline.Get<Keys>().NamedAccount("vergeten & co"), "Vergeten & Co", 0), (unknown.Id, unknown.Stated.Of(FactNames.CompanyName), unknown.Domains.Length));
    }

    [Fact]
    public async Task Whatever_the_spelling_it_is_one_client_and_one_agent_and_the_domain_meets_its_own_people()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Bureau]);
        await pipeline.ProcessAsync(For(Some.Whitepaper(1), "Vergeten Transport B.V."));
        await pipeline.ProcessAsync(For(Some.Activity(2, "whitepaper-requested", "wp-laden-wagenpark"), "vergeten transport"));
        Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Account.Members);

        await pipeline.ProcessAsync(For(Some.Whitepaper(3), null, "https://www.haven.example/contact"));
        await pipeline.ProcessAsync(Some.Whitepaper(4).By("ruud@haven.example"));
        var haven = (await pipeline.AccountsAsync()).Single(each => each.State.Account.Domains.Contains("haven.example")).State.Account;
        Assert.Equal([false, true], haven.Members.Values.Select(member => member.Agent).Order());
        Assert.Equal(pipeline.Get<Keys>().CompanyAccount("haven.example"), haven.Id);
    }

    [Fact]
    public async Task Somebody_of_no_agency_names_a_client_in_vain_and_what_was_said_is_kept()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1) with { OnBehalfOf = new NamedClient("Vergeten Transport", null) });
        Assert.Equal("hoekstra", Assert.Single(await pipeline.AccountsAsync()).State.Account.Book!.Id);
        Assert.Equal("Vergeten Transport", Assert.Single(pipeline.Records()).Submission!.OnBehalfOf!.Name);
    }

    [Theory]
    [InlineData("agency", "partner", 1)] // the client, as it was decided
    [InlineData("partner", "customer", 2)]
    [InlineData("prospect", "agency", 2)]
    public async Task A_repeat_is_a_duplicate_even_when_the_book_has_changed(string kind, string later, int accounts)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Bureau with { Kind = kind }]);
        var submission = For(Some.Whitepaper(1), "Vergeten Transport");
        await pipeline.ProcessAsync(submission);
        await pipeline.Get<Companies>().PutAsync(CompanyRows.Of(
            [Bureau with { Kind = later }, new Company { Id = "v", Name = "Vergeten Transport", Domains = ["vergeten.example"], Kind = "prospect" }], pipeline.Get<Keys>()), default);
        pipeline.Restart();
        await pipeline.ProcessAsync(submission);

        Assert.Single(pipeline.Records());
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        Assert.Equal(1, state.Latest("energy")!.Persons.Values.Single().Buckets.Values.Single().Values.Sum());
        Assert.Equal(Outcome.Scored, await OutcomeTests.ReceiptAsync(pipeline, submission));

        // Who is an agency is decided anew; who the client is, is not.
        await pipeline.ProcessAsync(For(Some.Activity(2, "whitepaper-requested", "wp-laden-wagenpark"), "Vergeten Transport"));
        Assert.Equal(accounts, (await pipeline.AccountsAsync()).Count);
        Assert.Single(pipeline.Records(), record => record.Submission!.Id == Some.Id(2));
    }

    [Fact]
    public async Task The_file_that_an_agent_asked_for_counts_for_the_client_too_by_mail_and_at_once()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Bureau]);
        var price = pipeline.Playbook.Content["prijslijst-laden"] with { Form = "whitepaper" };
        pipeline.Playbook = pipeline.Playbook with { Content = pipeline.Playbook.Content.Values.Where(item => item.Id != price.Id).Append(price).ToFrozenDictionary(item => item.Id) };
        pipeline.Restart();
        await pipeline.PutAssetsAsync();
        const string Fields = $$"""{"email":"{{Lotte}}","onBehalfOf":"Hoekstra Transport"}""";
        await pipeline.AskAsync("wp-laden-wagenpark", Fields);
        using var answer = JsonDocument.Parse(await pipeline.AskAsync("prijslijst-laden", Fields));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        await pipeline.DownloadAsync(PaperFlow.TokenOf(pipeline.Mails.Taken.Single(mail => mail.To == Lotte)));
        await pipeline.DownloadAsync(new Uri(answer.RootElement.GetProperty("download").GetString()!).Segments[^1]);
        await pipeline.DrainAsync();

        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        Assert.Equal("hoekstra", state.Account.Book!.Id);
        Assert.Equal(["price-list-downloaded", "price-list-requested", "whitepaper-downloaded", "whitepaper-requested"], pipeline.Records().Select(record => record.Submission!.Activity).Order());
        Assert.Equal(["guess:companyName"], state.Account.Stated.Keys);
        Assert.Empty(pipeline.Pump.Failures);
        Assert.Empty(pipeline.Storage.Rows(TableNames.Quarantine));
    }

    [Fact]
    public async Task Who_objected_acts_for_nobody()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Bureau]);
        await pipeline.ProcessAsync(Some.Whitepaper(1).By(Lotte));
        await pipeline.ProcessAsync(Some.Activity(2, "objected", "-").By(Lotte) with { Source = "api" });
        var objected = Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Account.Members).Value.Objected;
        Assert.True(objected);
        await pipeline.ProcessAsync(For(Some.Whitepaper(3), "Hoekstra Transport"));
        Assert.Equal("bureau-lotte", Assert.Single(await pipeline.AccountsAsync()).State.Account.Book!.Id);
    }

    [Fact]
    public async Task A_tester_acts_in_the_world_of_the_testers()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Bureau]);
        await pipeline.ProcessAsync(For(Some.Whitepaper(1), "Vergeten"));
        await pipeline.ProcessAsync(For(Some.Demo(2), "Vergeten") with { Tester = Tester });
        var accounts = (await pipeline.AccountsAsync()).Select(each => each.State.Account).ToList();
        Assert.Equal([null, Tester], accounts.Select(account => account.Tester).Order());
        Assert.Equal(2, accounts.SelectMany(account => account.Members.Keys).Distinct().Count());
        Assert.Equal(Tester, Assert.Single(pipeline.Mails.Taken).To);
    }

    [Fact]
    public async Task Naming_a_client_costs_reads_of_its_own()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport, Bureau]);
        foreach (var (number, most) in new[] { (1, 24), (2, 22) })
        {
            var mark = pipeline.Storage.Mark();
            await pipeline.SubmitAsync(For(Some.Whitepaper(number), "Hoekstra Transport"));
            await pipeline.DrainAsync();
            List<string> calls = [.. pipeline.Storage.CallsSince(mark).Select(call => $"{call.Operation} {call.Resource}")];
            output.WriteLine($"{calls.Count}: {string.Join(", ", calls)}");
            Assert.InRange(calls.Count, 15, most);
        }
    }

    private static Submission For(Submission submission, string? client, string? domain = null) => submission with
    {
        Contact = new Contact { Email = Lotte, FirstName = "Lotte", LastName = "Maas", JobTitle = "Directeur", Company = "Bureau Lotte", Phone = "+31 6 12345678", Country = "BE", Staff = "15" },
        OnBehalfOf = new NamedClient(client, domain),
    };
}
