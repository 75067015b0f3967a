using System.Text;
using System.Text.Json;
using Intake.Accounts;
using Intake.Accounts.Imports;
using Intake.Storage;
using NJsonSchema;

namespace Intake.Tests.Accounts;

public class AccountBookTests
{
    private static readonly Keys Keys = new(new byte[32]);

    [Fact]
    public async Task The_sample_has_no_problem()
    {
        var (companies, problems) = await ReadAsync(Encoding.UTF8.GetString(Sample("sample/account-book.json")));
        Assert.Empty(problems);
        Assert.Equal(20, companies.Count);
        Assert.Equal(["agency", "competitor", "customer", "own", "prospect", "supplier"], companies.Select(company => company.Kind).Distinct().Order());
        var customer = Assert.Single(companies, company => company.Id == "peeters-productie");
        Assert.Equal(new OwnedProposition("charging", new DateOnly(2027, 3, 31)), Assert.Single(customer.Owns));
        Assert.Equal(["energy"], customer.OpenOpportunities);
        Assert.True(Assert.Single(companies, company => company.Id == "slecht-betaald").Blocked);
    }

    [Fact]
    public async Task The_sample_follows_its_schema()
    {
        var schema = await JsonSchema.FromJsonAsync(Encoding.UTF8.GetString(Sample("schemas/account-book.schema.json")));
        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(Sample("sample/account-book.json"))));
        Assert.NotEmpty(schema.Validate("""{"companies":[{"id":"a","name":"A","domains":[],"kind":"friend"}]}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"companies":{}}""")]
    [InlineData("""{"companies":[]""")]
    [InlineData("""{"companies":[],"companies":[]}""")]
    public async Task A_book_that_is_none_is_told(string json) => await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(json));

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{}")]
    public async Task A_company_that_is_none_is_a_problem(string company)
    {
        var (companies, problems) = await ReadAsync($$"""{"$schema":"x","companies":[{{company}}],"more":[{}]}""");
        Assert.Empty(companies);
        Assert.Equal("$.companies[0]", Assert.Single(problems));
    }

    [Theory]
    [InlineData("\"id\":\"A b\"", "$.companies[0].id")]
    [InlineData("\"id\":null", "$.companies[0].id")]
    [InlineData("\"name\":\" \"", "$.companies[0].name")]
    [InlineData("\"kind\":\"friend\"", "$.companies[0].kind")]
    [InlineData("\"owner\":\"Sanne de Wit\"", "$.companies[0].owner")]
    [InlineData("\"staff\":-1", "$.companies[0].staff")]
    [InlineData("\"staff\":\"many\"", "$.companies[0].staff")]
    [InlineData("\"sites\":-1", "$.companies[0].sites")]
    [InlineData("\"country\":\"Atlantis\"", "$.companies[0].country")]
    [InlineData("\"domains\":[\"no domain\"]", "$.companies[0].domains[0]")]
    [InlineData("\"domains\":[\"www.firma.example\"]", "$.companies[0].domains[0]")]
    [InlineData("\"domains\":[\"co.uk\"]", "$.companies[0].domains[0]")]
    [InlineData("\"domains\":[\"gmail.com\"]", "$.companies[0].domains[0]")]
    [InlineData("\"domains\":[\"firma.example\",\"firma.example\"]", "$.companies[0].domains[1]")]
    [InlineData("\"owns\":[{\"proposition\":\"-\"}]", "$.companies[0].owns[0].proposition")]
    [InlineData("\"owns\":[null]", "$.companies[0].owns[0].proposition")]
    [InlineData("\"openOpportunities\":[\"X\"]", "$.companies[0].openOpportunities[0]")]
    [InlineData("\"openComplaints\":-1", "$.companies[0].openComplaints")]
    [InlineData("\"domainUse\":\"both\"", "$.companies[0].domainUse")]
    [InlineData("\"parent\":\"A b\"", "$.companies[0].parent")]
    [InlineData("\"parent\":\"a\"", "$.companies[0].parent")]
    [InlineData("\"registrationNumber\":\"\"", "$.companies[0].registrationNumber")]
    [InlineData("\"account\":\"0123\"", "$.companies[0].account")]
    [InlineData("\"parentOwner\":\"sanne\"", "$.companies[0].parentOwner")]
    [InlineData("\"goneSince\":\"2026-01-01T00:00:00Z\"", "$.companies[0].goneSince")]
    [InlineData("\"lastContactAt\":\"yesterday\"", "$.companies[0].lastContactAt")]
    [InlineData("\"ownr\":\"sanne\"", "$.companies[0].ownr")]
    public async Task Whatever_is_wrong_with_a_company_is_told_with_its_path(string member, string path)
    {
        var name = member.Split('"')[1];
        var members = new[] { "\"id\":\"a\"", "\"name\":\"A\"", "\"domains\":[\"firma.example\"]", "\"kind\":\"customer\"" }.Where(m => m.Split('"')[1] != name).Append(member);
        var (companies, problems) = await ReadAsync($$"""{"companies":[{{{string.Join(',', members)}}}]}""");
        Assert.Empty(companies);
        Assert.Equal(path, Assert.Single(problems));
    }

    [Fact]
    public async Task All_problems_are_told_at_once_and_the_other_companies_kept()
    {
        var (companies, problems) = await ReadAsync("""
            {"companies":[
              {"id":"a","name":"A","domains":["MÜLLER.example"],"kind":"customer","country":"Duitsland"},
              {"id":"a","name":"","domains":["müller.example"],"kind":"friend"},
              {"id":"b","name":"B","domains":["b.example"],"kind":"own","staff":"x"},
              {"id":"c","name":"C","domains":["c.example"],"kind":"own"}]}
            """);
        Assert.Equal(["a", "c"], companies.Select(company => company.Id));
        Assert.Equal("xn--mller-kva.example", companies[0].Domains[0]);
        Assert.Equal("DE", companies[0].Country);
        Assert.Equal(5, problems.Count);
    }

    [Fact]
    public void A_company_has_a_row_for_its_id_one_for_each_domain_and_some_for_its_name()
    {
        var rows = CompanyRows.Of(Some("a", "Acme Tools B.V.", "acme.example", "acme.nl"), Keys).ToList();
        Assert.Equal([CompanyKey.OfId("a"), CompanyKey.OfDomain("acme.example"), CompanyKey.OfDomain("acme.nl")], rows.Where(row => !row.IsName).Select(row => row.Key));
        Assert.InRange(rows.Count(row => row.IsName), 2, 6);
        Assert.All(rows, row => Assert.Matches("^[0-9a-f]{2}$", row.Key.Partition));
        Assert.All(rows.Where(row => row.IsName), row => Assert.Matches("^name:[0-9a-f]{32}:a$", row.Key.Row));
        Assert.Equal(rows.Count, rows.Select(row => row.Key).Distinct().Count());
    }

    private static Company Some(string id, string name, params string[] domains) => new() { Id = id, Name = name, Domains = [.. domains], Kind = "prospect" };

    private static async Task<(List<Company> Companies, List<string> Problems)> ReadAsync(string json)
    {
        List<Company> companies = [];
        List<string> problems = [];
        await foreach (var row in new BookFile(new MemoryStream(Encoding.UTF8.GetBytes(json)), new BookOptions(IsJson: true)).ReadAsync(default))
        {
            if (row.Company is { } company) companies.Add(company);
            problems.AddRange(row.Errors.Select(error => $"$.companies[{row.Number - 1}]{error.Path[1..]}"));
        }
        return (companies, problems);
    }

    private static byte[] Sample(string file) => File.ReadAllBytes(Path.Combine(Repository.Root, "functions", "playbook", file));
}
