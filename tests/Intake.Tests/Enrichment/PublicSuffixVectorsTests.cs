using System.Text.RegularExpressions;
using Intake.Enrichment;

namespace Intake.Tests.Enrichment;

/// <summary>The Public Suffix List's own vectors, unchanged, as a host comes in: through <see cref="HostName"/>.</summary>
public partial class PublicSuffixVectorsTests
{
    public static TheoryData<string?, string?> Vectors()
    {
        var vectors = new TheoryData<string?, string?>();
        foreach (var line in File.ReadLines(GoldenTable.PathOf("public-suffix-vectors.txt")).Where(line => line.StartsWith("check", StringComparison.Ordinal)))
        {
            var vector = Vector().Match(line);
            vectors.Add(Value(vector.Groups[1]), Value(vector.Groups[2]));
        }
        return vectors;
    }

    [Fact]
    public void All_of_them_are_run() => Assert.Equal(78, Vectors().Count);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_published_vector_passes(string? host, string? domain) => Assert.Equal(Ascii(domain), Registrable(host));

    // A name of one label is no host of mail, and yet it may be asked for.
    private static string? Registrable(string? host) => host is null ? null
        : HostName.TryParse(host, out var parsed) ? RegistrableDomain.Of(parsed)
        : HostName.TryParse("x." + host, out var below) ? RegistrableDomain.Of(below[2..]) : null;

    private static string? Ascii(string? domain) => domain is not null && HostName.TryParse(domain, out var ascii) ? ascii : domain;

    private static string? Value(Group group) => group.Value == "null" ? null : group.Value.Trim('\'');

    [GeneratedRegex(@"^checkPublicSuffix\((.+), (.+)\);$")]
    private static partial Regex Vector();
}
