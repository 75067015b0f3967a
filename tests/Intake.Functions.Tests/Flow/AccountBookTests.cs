using System.Text.Json;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>The export of a CRM comes into the account book, and what it changes reaches the accounts.</summary>
public sealed class AccountBookTests
{
    private const string Header = "Klantnummer;Bedrijfsnaam;Website;Soort;Accountmanager;Medewerkers;Branche;Land;Postcode\n";
    private const string Hoekstra = "1001;Hoekstra Transport B.V.;https://www.hoekstra-transport.example/;prospect;fenna;320;logistics;NL;8011 PK\n";
    private const string Visser = "1002;Visser Installatie;visser.example;klant;bram;60;installation;NL;6511 AA\n";

    [Fact]
    public async Task A_changed_book_reaches_an_account_and_its_score()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(["created", "created"], (await pipeline.PutBookAsync(Header + Hoekstra + Visser)).Body.Outcomes("rows"));
        await FinishAsync(pipeline);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        var before = Assert.Single(await pipeline.AccountsAsync()).State;
        Assert.Equal(("1001", "fenna"), (before.Account.Book!.Id, before.Account.Book.Owner));

        pipeline.Time.Advance(TimeSpan.FromDays(1));
        var (status, body) = await pipeline.PutBookAsync(Header + Hoekstra.Replace("fenna;320", "joris;3", StringComparison.Ordinal) + Visser);
        Assert.Equal(202, status);
        Assert.Equal(["changed", "unchanged"], body.Outcomes("rows"));
        await FinishAsync(pipeline);

        var after = Assert.Single(await pipeline.AccountsAsync()).State;
        Assert.Equal((before.Account.Id, "joris", 3), (after.Account.Id, after.Account.Book!.Owner, after.Account.Book.Staff));
        Assert.NotEqual(before.Leads.Values.Single().Score!.Total, after.Leads.Values.Single().Score!.Total);
        Assert.Equal(["book:owner", "book:staff"], Changes(pipeline).Select(change => change.Name));
    }

    [Fact]
    public async Task The_same_file_twice_writes_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Hoekstra + Visser);
        await FinishAsync(pipeline);
        var (mark, rows) = (pipeline.Storage.Mark(), Rows(pipeline));

        var (status, body) = await pipeline.PutBookAsync(Header + Hoekstra + Visser);
        Assert.Equal(202, status);
        Assert.Equal(["unchanged", "unchanged"], body.Outcomes("rows"));
        Assert.All(pipeline.Storage.CallsSince(mark), call => Assert.Equal("table:query", call.Operation));
        Assert.Equal(rows, Rows(pipeline));
    }

    [Fact]
    public async Task A_company_that_comes_into_the_book_later_gets_the_account_that_its_persons_are_in()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        Assert.Null(Assert.Single(await pipeline.AccountsAsync()).State.Account.Book);
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.PutBookAsync(Header + Hoekstra);
        await FinishAsync(pipeline);
        Assert.Equal("fenna", Assert.Single(await pipeline.AccountsAsync()).State.Account.Book!.Owner);
    }

    [Fact]
    public async Task Other_domains_and_another_order_of_them_move_nobody()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Book("""{"id":"h","name":"Hoekstra","domains":["hoekstra-transport.example","hoekstra.nl"],"kind":"prospect"}"""));
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.PutBookAsync(Book("""{"id":"h","name":"Hoekstra","domains":["hoekstra.nl","hoekstra.com"],"kind":"prospect"}"""));
        await pipeline.ProcessAsync(Some.Whitepaper(2).By("piet@hoekstra.com"));
        await pipeline.ProcessAsync(Some.Whitepaper(3).By("jan@hoekstra.nl"));

        Assert.Equal(3, Assert.Single(await pipeline.AccountsAsync()).State.Account.Members.Count);
        Assert.Null(await pipeline.Get<Companies>().FindAsync(CompanyKey.OfDomain("hoekstra-transport.example"), default));
    }

    [Fact]
    public async Task A_domain_that_another_company_takes_moves_newcomers_only()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Book("""{"id":"h","name":"Hoekstra","domains":["hoekstra-transport.example"],"kind":"prospect","owner":"fenna"}"""));
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.PutBookAsync(Book(
            """{"id":"n","name":"New Owner","domains":["hoekstra-transport.example","new.example"],"kind":"customer","owner":"joris"}""",
            """{"id":"h","name":"Hoekstra","domains":[],"kind":"prospect","owner":"fenna"}"""));
        await FinishAsync(pipeline);

        Assert.Equal("n", (await pipeline.Get<Companies>().FindAsync(CompanyKey.OfDomain("hoekstra-transport.example"), default))!.Id);
        Assert.Equal("h", Assert.Single(await pipeline.AccountsAsync()).State.Account.Book!.Id);
    }

    [Fact]
    public async Task What_a_complete_file_is_without_is_marked_and_comes_back()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Hoekstra + Visser);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        pipeline.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, Gone((await pipeline.PutBookAsync(Header + Visser, "?partial=true")).Body));
        var (status, body) = await pipeline.PutBookAsync(Header + Visser);
        Assert.Equal((202, 1), (status, Gone(body)));
        await FinishAsync(pipeline);

        var account = Assert.Single(await pipeline.AccountsAsync()).State.Account;
        Assert.Equal((pipeline.Now, "fenna"), (account.Book!.GoneSince, account.Book.Owner));
        Assert.Equal(0, Gone((await pipeline.PutBookAsync(Header + Visser)).Body));

        pipeline.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["unchanged", "changed"], (await pipeline.PutBookAsync(Header + Visser + Hoekstra)).Body.Outcomes("rows"));
        await FinishAsync(pipeline);
        Assert.Null(Assert.Single(await pipeline.AccountsAsync()).State.Account.Book!.GoneSince);
    }

    [Fact]
    public async Task More_than_half_of_the_book_is_marked_only_when_it_is_confirmed()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Hoekstra + Visser + "1003;Derde;derde.example;klant;;;;;\n");
        var (status, body) = await pipeline.PutBookAsync(Header + Visser);
        Assert.Equal((422, 0, false), (status, Gone(body), body.GetProperty("complete").GetBoolean()));
        Assert.Equal(2, Gone((await pipeline.PutBookAsync(Header + Visser, "?confirm=true")).Body));
    }

    [Fact]
    public async Task What_is_wrong_is_told_row_by_row_and_the_rest_is_taken()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (status, body) = await pipeline.PutBookAsync(Header + Hoekstra + "1001;Again;again.example;klant;;;;;\n"
            + "1004;Same;hoekstra-transport.example;klant;;;;;\n1005;Mail;gmail.com;klant;;;;;\n1006;;x.example;vriend;;veel;;Atlantis;\n" + Visser);
        Assert.Equal(207, status);
        Assert.Equal(["created", "rejected", "rejected", "rejected", "rejected", "created"], body.Outcomes("rows"));
        var errors = body.GetProperty("rows").EnumerateArray().Where(row => row.TryGetProperty("errors", out _)).Select(row => row.GetProperty("errors").EnumerateObject().First().Name);
        Assert.Equal(["id", "domains[0]", "domains[0]", "staff"], errors);
        Assert.Equal(0, Gone((await pipeline.PutBookAsync(Header + "1001;;hoekstra-transport.example;klant;;;;;\n" + Visser)).Body));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("a;b\n1;2\n", 400)]
    [InlineData("{\"companies\":[{\"id\":\"a\",\"name\":\"A\",\"domains\":[],\"kind\":\"customer\"},", 400)]
    [InlineData("{\"firms\":[]}", 400)]
    public async Task A_file_that_is_none_or_breaks_off_marks_nothing(string file, int status)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Visser);
        var (answered, body) = await pipeline.PutBookAsync(file);
        Assert.Equal((status, 0, false), (answered, Gone(body), body.GetProperty("complete").GetBoolean()));
    }

    [Fact]
    public async Task Storage_that_fails_is_told_and_the_same_file_makes_it_good()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        pipeline.Storage.Fail(call => call.Operation == "queue:put" ? FaultKind.Throttle : null);
        var (status, body) = await pipeline.PutBookAsync(Header + Hoekstra);
        Assert.Equal((503, "unavailable"), (status, body.Outcomes("rows").Single()));

        pipeline.Storage.Heal();
        Assert.Equal(["changed"], (await pipeline.PutBookAsync(Header + Hoekstra)).Body.Outcomes("rows"));
        Assert.Single(pipeline.Storage.Messages(QueueNames.Commands));
        Assert.Equal(["unchanged"], (await pipeline.PutBookAsync(Header + Hoekstra)).Body.Outcomes("rows"));
    }

    [Fact]
    public async Task Whoever_owns_the_parent_gets_the_lead_of_a_company_without_an_owner()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Book(
            """{"id":"child","name":"Hoekstra","domains":["hoekstra-transport.example"],"kind":"prospect","parent":"top","country":"NL"}""",
            """{"id":"top","name":"Top Beheer","domains":[],"kind":"customer","owner":"joris"}"""));
        await pipeline.ProcessAsync(Some.Demo(1));
        var handoff = Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Handoffs.Values);
        Assert.Equal(("joris", "parent"), (handoff.AccountManager, handoff.RoutedBy));

        await pipeline.PutBookAsync(Book("""{"id":"top","name":"Top Beheer","domains":[],"kind":"customer","owner":"fenna"}"""), "?partial=true");
        Assert.Equal(["changed"], (await pipeline.PutBookAsync(Book(
            """{"id":"child","name":"Hoekstra","domains":["hoekstra-transport.example"],"kind":"prospect","parent":"top","country":"NL"}"""), "?partial=true")).Body.Outcomes("rows"));
    }

    [Fact]
    public async Task A_parent_that_is_nowhere_and_a_company_that_belongs_to_itself_are_wrong()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (_, body) = await pipeline.PutBookAsync(Book(
            """{"id":"a","name":"A","domains":[],"kind":"prospect","parent":"b"}""", """{"id":"b","name":"B","domains":[],"kind":"prospect","parent":"c"}""",
            """{"id":"c","name":"C","domains":[],"kind":"prospect","parent":"a"}""", """{"id":"d","name":"D","domains":[],"kind":"prospect","parent":"nowhere"}""",
            """{"id":"e","name":"E","domains":[],"kind":"prospect"}"""));
        Assert.Equal(["rejected", "rejected", "rejected", "rejected", "created"], body.Outcomes("rows"));
    }

    [Fact]
    public async Task A_shared_domain_gives_an_account_for_each_site_and_all_are_told_of_a_change()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        const string Shared = """{"id":"h","name":"Hoekstra","domains":["hoekstra-transport.example"],"kind":"prospect","domainUse":"shared","owner":"fenna"}""";
        await pipeline.PutBookAsync(Book(Shared));
        var (north, south) = (Some.Whitepaper(1), Some.Whitepaper(2).By("piet@hoekstra-transport.example"));
        await pipeline.ProcessAsync(north with { Contact = north.Contact with { Company = "Hoekstra Noord" } });
        await pipeline.ProcessAsync(south with { Contact = south.Contact with { Company = "Hoekstra Zuid" } });
        Assert.Equal(2, (await pipeline.AccountsAsync()).Count);

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.PutBookAsync(Book(Shared.Replace("fenna", "joris", StringComparison.Ordinal)));
        await FinishAsync(pipeline);
        Assert.All(await pipeline.AccountsAsync(), account => Assert.Equal("joris", account.State.Account.Book!.Owner));
    }

    [Theory]
    [InlineData("hoekstra transport bv", 100)]
    [InlineData("Transport Hoekstra", 95)]
    [InlineData("Hoekstra Trasnport", 92)]
    [InlineData("Hoekstra Transport Noord", null)]
    [InlineData("Hoekstra", null)]
    public async Task A_claim_is_kept_with_how_sure_it_is_and_merges_nothing(string said, int? similarity)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Hoekstra + Visser);
        await FinishAsync(pipeline);
        var submission = Some.Whitepaper(1).By("kees@gmail.com");
        var mark = pipeline.Storage.Mark();
        await pipeline.ProcessAsync(submission with { Contact = submission.Contact with { Company = said } });

        var account = Assert.Single(await pipeline.AccountsAsync()).State.Account;
        Assert.Equal((false, similarity is null ? null : "1001", similarity), (account.IsCompany, account.Claimed?.Id, account.ClaimedSimilarity));
        var row = pipeline.Storage.Rows(TableNames.Accounts).Single(row => row.RowKey == "account");
        Assert.Equal((account.Claimed?.Id, similarity), (row.GetString("Claimed"), row.GetInt32("ClaimedSimilarity")));
        Assert.InRange(pipeline.Storage.CallsSince(mark).Count(call => call.Resource == TableNames.Companies), 1, 6);
    }

    [Fact]
    public async Task A_name_that_two_companies_have_and_one_of_a_company_that_is_gone_claim_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Hoekstra + Visser + "1003;Hoekstra Transport;other.example;klant;;;;;\n1004;Derde Zaak;derde.example;klant;;;;;\n");
        await pipeline.PutBookAsync(Header + Hoekstra + Visser + "1003;Hoekstra Transport;other.example;klant;;;;;\n");
        var companies = pipeline.Get<Companies>();
        Assert.Null(await companies.FindAsync("Hoekstra Transport", default));
        Assert.Null(await companies.FindAsync("Derde Zaak", default));
        Assert.Equal("1002", (await companies.FindAsync("visser installatie b.v.", default))!.Company.Id);
    }

    [Fact]
    public async Task A_change_reaches_whoever_claims_the_company()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Hoekstra + Visser);
        var submission = Some.Whitepaper(1).By("kees@gmail.com");
        await pipeline.ProcessAsync(submission with { Contact = submission.Contact with { Company = "Hoekstra Transport" } });
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.PutBookAsync(Header + Hoekstra.Replace("fenna", "joris", StringComparison.Ordinal) + Visser);
        await FinishAsync(pipeline);
        Assert.Equal("joris", Assert.Single(await pipeline.AccountsAsync()).State.Account.Claimed!.Owner);
    }

    [Fact]
    public async Task A_renamed_company_is_not_found_by_its_old_name()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + Hoekstra + Visser);
        await pipeline.PutBookAsync(Header + Hoekstra.Replace("Hoekstra Transport B.V.", "Noordzee Logistiek", StringComparison.Ordinal) + Visser);
        Assert.Null(await pipeline.Get<Companies>().FindAsync("Hoekstra Transport", default));
        Assert.Equal("1001", (await pipeline.Get<Companies>().FindAsync("Noordzee Logistiek", default))!.Company.Id);
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Companies), row => row.GetString("Name") == "Hoekstra Transport B.V.");
    }

    [Fact]
    public async Task Columns_of_any_name_and_lists_are_read()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (status, _) = await pipeline.PutBookAsync(
            "Ref,Firm name,type,domains,products,open opportunities,blocked,do not contact,open complaints,parent,last activity,last activity date,kvk\n"
            + "ABC-1,Acme,klant,\"acme.example; https://www.acme.nl/nl\",\"charging:2027-01-31; care\",energy,ja,nee,3,,Called,03-08-2026,12345678\n",
            "?columns=Ref:id,Firm%20name:name");
        Assert.Equal(202, status);
        var company = (await pipeline.Get<Companies>().FindAsync(CompanyKey.OfId("abc-1"), default))!;
        Assert.Equal(["acme.example", "acme.nl"], company.Domains);
        Assert.Equal([new OwnedProposition("charging", new DateOnly(2027, 1, 31)), new OwnedProposition("care")], company.Owns);
        Assert.Equal(["energy"], company.OpenOpportunities);
        Assert.Equal((true, false, 3, "Called", new DateOnly(2026, 8, 3), "12345678"), (company.Blocked, company.DoNotContact, company.OpenComplaints, company.LastContact!, company.LastContactAt!.Value, company.RegistrationNumber!));
    }

    private static string Book(params string[] companies) => $$"""{"$schema":"x","companies":[{{string.Join(',', companies)}}]}""";

    private static int Gone(JsonElement body) => body.GetProperty("totals").GetProperty("gone").GetInt32();

    private static async Task FinishAsync(Pipeline pipeline)
    {
        await pipeline.DrainAsync();
        Assert.Empty(pipeline.Pump.Failures);
    }

    private static string Rows(Pipeline pipeline) => string.Join('\n', pipeline.Storage.Rows(TableNames.Companies)
        .Select(row => $"{row.PartitionKey} {row.RowKey} {row.ETag} {row.GetString("Data")} {row.GetString("Hash")}").Order(StringComparer.Ordinal));

    private static IEnumerable<FactChange> Changes(Pipeline pipeline) =>
        pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("z:fact:", StringComparison.Ordinal))
            .SelectMany(row => JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.ImmutableArrayFactChange));
}
