using Intake.Enrichment;

namespace Intake.Tests.Enrichment;

public class NameKeysTests
{
    [Fact]
    public void Names_that_are_taken_to_be_one_companys_have_a_key_in_common() => Assert.All(
        CompanyNameTests.Pairs("company-names.tsv").Concat(CompanyNameTests.Pairs("company-names-held-back.tsv"))
            .Where(pair => CompanyName.Similarity(pair.One, pair.Other) >= CompanyName.Threshold),
        pair => Assert.NotEmpty(NameKeys.All(ComparableName.Of(pair.One)).Intersect(NameKeys.All(ComparableName.Of(pair.Other)))));

    [Fact]
    public void A_claim_costs_a_handful_of_reads() =>
        Assert.All(CompanyNameTests.Pairs("company-names.tsv"), pair => Assert.InRange(NameKeys.All(ComparableName.Of(pair.One)).Count(), 1, 12));

    [Theory]
    [InlineData("")]
    [InlineData("B.V.")]
    [InlineData("&")]
    public void Whatever_is_typed_has_keys_without_a_fault(string name) => Assert.NotEmpty(NameKeys.All(ComparableName.Of(name)));
}
