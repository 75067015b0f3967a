using CsCheck;
using Intake.Enrichment;

namespace Intake.Tests.Enrichment;

/// <summary>Names as people type them, and those of other companies that look alike. The files were written by hand, not taken from the code's lists.</summary>
public class CompanyNameTests(ITestOutputHelper output)
{
    private static readonly string[] Forms = ["B.V.", "BV", "b.v.", "N.V.", "V.O.F.", "GmbH", "GmbH & Co. KG", "AG", "S.A.R.L.", "SAS", "Ltd", "Limited", "plc", "Inc.", "Corp.", "AB", "Oy", "A/S", "ApS", "S.r.l.", "S.L.", "Sp. z o.o."];

    private static readonly Gen<string> Words = AnyOf(
        "Hoekstra", "Jansen", "de", "van der", "Bouw", "transport", "Müller", "&", "en", "Groep", "A", "B", "24", "Noord", "the", "stichting", "co", "Åke", "bv", "x").Array[0, 5].Select(words => string.Join(' ', words));

    /// <summary>Each file of pairs with the least recall that it is to have.</summary>
    public static TheoryData<string, int> Files => new() { { "company-names.tsv", 95 }, { "company-names-held-back.tsv", 80 } };

    [Theory]
    [MemberData(nameof(Files))]
    public void No_other_company_is_taken_for_one_and_most_spellings_are_known(string file, int leastRecall)
    {
        var pairs = Pairs(file).ToList();
        var (same, taken) = (pairs.Where(pair => pair.Same).ToList(), pairs.Where(Matches).ToList());
        var right = taken.Count(pair => pair.Same);
        output.WriteLine($"{file}: {pairs.Count} pairs, precision {right}/{taken.Count}, recall {right}/{same.Count}");
        foreach (var missed in same.Where(pair => !Matches(pair))) output.WriteLine($"missed: {missed.One} | {missed.Other} ({CompanyName.Similarity(missed.One, missed.Other)})");

        Assert.Empty(taken.Where(pair => !pair.Same).Select(pair => $"{pair.One} | {pair.Other}"));
        Assert.True(right * 100 >= leastRecall * same.Count, $"recall {right}/{same.Count}");
    }

    [Fact]
    public void There_are_enough_of_both() =>
        Assert.True(Pairs("company-names.tsv").Count(pair => pair.Same) >= 100 && Pairs("company-names.tsv").Count(pair => !pair.Same) >= 100);

    [Fact]
    public void The_order_of_the_two_does_not_matter() => Gen.Select(Gen.OneOf(Words, Gen.String), Gen.OneOf(Words, Gen.String)).Sample((one, other) =>
        CompanyName.Similarity(one, other) is >= 0 and <= 100 and var alike && alike == CompanyName.Similarity(other, one));

    [Fact]
    public void A_name_is_the_same_as_itself_normalised() => Words.Where(name => CompanyName.Normalise(name).Length > 0).Sample(name =>
        CompanyName.Similarity(name, CompanyName.Normalise(name)) == 100);

    [Fact]
    public void A_legal_form_at_the_end_changes_nothing() => Gen.Select(AnyOf("Hoekstra Transport", "De Boer Bouw", "Müller & Söhne", "ABC"), AnyOf(Forms), Words).Sample((name, form, other) =>
        CompanyName.Similarity(name, $"{name} {form}") == 100 && CompanyName.Similarity(name, other) >= CompanyName.Similarity($"{name} {form}", other));

    private static Gen<string> AnyOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static bool Matches((string One, string Other, bool Same) pair) => CompanyName.Similarity(pair.One, pair.Other) >= CompanyName.Threshold;

    internal static IEnumerable<(string One, string Other, bool Same)> Pairs(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Intake.Tests", "Enrichment", "Golden", file))
            .Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], cells[2] == "same"));
}
