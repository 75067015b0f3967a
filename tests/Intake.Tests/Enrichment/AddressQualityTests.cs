using Intake.Enrichment;
using static Intake.Tests.Enrichment.GoldenTable;

namespace Intake.Tests.Enrichment;

/// <summary>Addresses, their domains and phones against golden tables; the figures are those of <c>docs/enrichment.md</c>.</summary>
public class AddressQualityTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<string[]> Emails = Read("emails.tsv"), Phones = Read("phones.tsv");

    private static readonly string[] Kinds = ["company", "freemail", "internet-provider", "disposable", "school", "government"];

    [Fact]
    public void The_tables_are_large_and_each_row_is_another()
    {
        Assert.InRange(Emails.Count, 500, 1_000);
        Assert.InRange(Phones.Count, 300, 1_000);
        Assert.InRange(Phones.Select(row => row[3]).Distinct().Count(), 12, 100);
        Assert.Equal(Emails.Count, Emails.Select(row => row[0]).Distinct().Count());
        Assert.Equal(Phones.Count, Phones.Select(row => (row[0], row[1])).Distinct().Count());
        Assert.All(Emails, row => Assert.Contains(row[2], Kinds.Append("-")));
    }

    [Fact]
    public void Every_address_has_the_canonical_form_that_is_right_or_is_refused() => Assert.DoesNotContain(
        Emails.Select(row => (Typed: row[0], Expected: OrNull(row[1]), Given: Canonical(row[0]))), row => row.Expected != row.Given);

    [Fact]
    public void Every_number_is_dialled_right_or_not_at_all() => Assert.DoesNotContain(
        Phones.Select(row => (Typed: row[0], Country: row[1], Expected: OrNull(row[2]), Given: Dialled(row)?.E164)),
        row => row.Given is not null && row.Expected != row.Given);

    [Fact]
    public void Precision_and_recall_are_as_the_docs_say()
    {
        var lines = Measured().Select(quality => quality.Line).ToList();
        foreach (var line in lines) output.WriteLine(line);
        foreach (var miss in Misses()) output.WriteLine(miss);
        var docs = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "enrichment.md"));
        Assert.Equal(lines, docs.SkipWhile(line => !line.StartsWith("| address or phone |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')));
    }

    private static IEnumerable<Quality> Measured()
    {
        var known = Emails.Where(row => Canonical(row[0]) is not null).ToList();
        yield return Quality.Of("canonical form", [.. Emails.Select(row => (OrNull(row[1]), Canonical(row[0])))]);
        foreach (var kind in Kinds)
            yield return Quality.Of($"domain kind: {kind}", [.. known.Select(row => (Only(row[2], kind), Only(Traits(row).Kind.Word(), kind)))]);
        yield return Quality.Of("role", [.. known.Select(row => (Only(row[3], "yes"), Traits(row).Role ? "yes" : null))]);
        yield return Quality.Of("phone: E.164", [.. Phones.Select(row => (OrNull(row[2]), Dialled(row)?.E164))]);
        yield return Quality.Of("phone: country", [.. Phones.Select(row => (OrNull(row[3]), Dialled(row)?.Country))]);
        yield return Quality.Of("phone: time zone", [.. Phones.Select(row => (OrNull(row[4]), Zone(row)))]);
    }

    private static IEnumerable<string> Misses() => Emails.Where(row => Canonical(row[0]) is not null)
        .Where(row => Traits(row).Kind.Word() != row[2] || Traits(row).Role != (row[3] == "yes"))
        .Select(row => $"{row[0]}: {row[2]} {row[3]}, found {Traits(row).Kind.Word()} {Traits(row).Role}")
        .Concat(Phones.Where(row => Dialled(row)?.E164 != OrNull(row[2]) || Dialled(row)?.Country != OrNull(row[3]) || Zone(row) != OrNull(row[4]))
            .Select(row => $"{string.Join(' ', row)}: found {Dialled(row)} {Zone(row)}"));

    private static string? Only(string value, string wanted) => value == wanted ? value : null;

    private static string? Canonical(string typed) => EmailAddress.TryParse(typed, out var address) ? address.Canonical : null;

    private static EmailTraits Traits(string[] row) => EmailAddress.Parse(row[0]).TraitsOf();

    private static PhoneNumber? Dialled(string[] row) => PhoneNumber.Parse(row[0], OrNull(row[1]));

    private static string? Zone(string[] row) => Dialled(row) is { } phone ? Places.TimeZoneOf(phone) : null;
}
