using Intake.Accounts;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Tell a domain that another company has.</summary>
public sealed class BookTakenDomainsTests
{
    private const string Header = "id;name;domains;kind;owner\n";

    [Fact]
    public async Task A_domain_that_another_company_of_the_book_has_is_not_taken_silently()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.PutBookAsync(Header + "a;Alpha Works;a.example;prospect;fenna\nb;Beta Works;b.example;prospect;bram\nc;Gamma Works;c.example;prospect;bram\n");
        await pipeline.PutBookAsync(Header + "a;Alpha Works;\"a.example;b.example\";prospect;fenna\nc;Gamma Works;c.example;prospect;bram\n");
        Assert.Equal("a", (await pipeline.Get<Companies>().FindAsync(CompanyKey.OfDomain("b.example"), default))!.Id);
        var (_, body) = await pipeline.PutBookAsync(Header + "b;Beta Works;b.example;prospect;bram\n", "?partial=true");
        Assert.DoesNotContain("changed", body.ToString(), StringComparison.Ordinal);
    }
}
