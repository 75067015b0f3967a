using Intake.Accounts.Imports;
using Intake.Enrichment;
using Intake.Tests.Enrichment;

namespace Intake.Functions.Tests.Docs;

/// <summary>The pages about companies say what the code does.</summary>
public sealed class AccountBookPageTests
{
    [Fact]
    public void Columns() => Assert.Equal(
        BookColumns.Readers.Keys.Order(), Pages.Table(Pages.Section(Pages.Read("docs/account-book.md"), "## Columns")).Select(row => row[0].Trim('`')).Order());

    [Fact]
    public void Figures_of_names()
    {
        var page = Pages.Section(Pages.Read("docs/enrichment.md"), "## Companies and names");
        var told = Pages.Table(page[page.IndexOf("| pairs |", StringComparison.Ordinal)..]);
        Assert.Equal(["company-names.tsv", "company-names-held-back.tsv"], told.Select(row => Pages.Code(row[0]).Single()));
        Assert.All(told, row => Assert.Equal(row[1..], Figures(Pages.Code(row[0]).Single())));
    }

    private static string[] Figures(string file)
    {
        var pairs = CompanyNameTests.Pairs(file).ToList();
        var taken = pairs.Where(pair => CompanyName.Similarity(pair.One, pair.Other) >= CompanyName.Threshold).ToList();
        var right = taken.Count(pair => pair.Same);
        return [$"{pairs.Count(pair => !pair.Same)}", $"{right}/{taken.Count}", $"{right}/{pairs.Count(pair => pair.Same)}"];
    }
}
