using Intake.Accounts;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Takes a domain from another company of the book only where the file says so of both.</summary>
public sealed class BookTakenDomainsTests
{
    private const string Header = "id;name;domains;kind;owner\n";
    private const string Alpha = "a;Alpha Works;\"a.example;b.example\";prospect;fenna\n", Beta = "b;Beta Works;b.example;prospect;bram\n";

    [Fact]
    public async Task A_domain_that_another_company_of_the_book_has_is_not_taken_silently()
    {
        using var pipeline = await TakenAsync();
        var (_, body) = await pipeline.PutBookAsync(Header + Beta, "?partial=true");
        Assert.Equal(1, body.GetProperty("totals").GetProperty("rejected").GetInt32());
        Assert.Contains("of company a", body.GetProperty("rows")[0].GetProperty("errors").GetProperty("domains").GetString(), StringComparison.Ordinal);
        Assert.Equal("a", await OwnerAsync(pipeline));
    }

    [Fact]
    public async Task A_file_that_tells_of_both_companies_gives_it_to_the_other()
    {
        using var pipeline = await TakenAsync();
        var (_, body) = await pipeline.PutBookAsync(Header + "a;Alpha Works;a.example;prospect;fenna\n" + Beta, "?partial=true");
        Assert.Equal(2, body.GetProperty("totals").GetProperty("changed").GetInt32());
        Assert.Equal("b", await OwnerAsync(pipeline));
    }

    private static async Task<Pipeline> TakenAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + "a;Alpha Works;a.example;prospect;fenna\n" + Beta + "c;Gamma Works;c.example;prospect;bram\n");
        await pipeline.PutBookAsync(Header + Alpha + "c;Gamma Works;c.example;prospect;bram\n");
        Assert.Equal("a", await OwnerAsync(pipeline));
        return pipeline;
    }

    private static async Task<string> OwnerAsync(Pipeline pipeline) =>
        (await pipeline.Get<Companies>().FindAsync(CompanyKey.OfDomain("b.example"), default))!.Id;
}
