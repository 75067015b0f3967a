using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Tests.Enrichment;

/// <summary>A golden table: tab-separated values below a line of headings. What cannot be seen is written as <c>\u200B</c>; <c>-</c> is nothing.</summary>
internal static partial class GoldenTable
{
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Enrichment", "Golden", file);

    public static IReadOnlyList<string[]> Read(string file) =>
        [.. File.ReadLines(PathOf(file)).Skip(1).Select(line => line.Split('\t').Select(Unescaped).ToArray())];

    public static string? OrNull(string value) => value == "-" ? null : value;

    private static string Unescaped(string text) =>
        Escape().Replace(text, escape => ((char)int.Parse(escape.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u([0-9A-F]{4}|[0-9a-f]{4})")]
    private static partial Regex Escape();
}

/// <summary>How often an answer was right. Precision: of the answers given, those that are right. Recall: of the answers expected, those that were given.</summary>
internal sealed record Quality(string What, int Rows, int Given, int Expected, int Right)
{
    public string Precision => Percent(Right, Given);

    public string Recall => Percent(Right, Expected);

    /// <summary>As a line of the table in the docs.</summary>
    public string Line => $"| {What} | {Rows} | {Precision} | {Recall} |";

    /// <summary>Compares answers with what is expected; null is no answer.</summary>
    public static Quality Of(string what, IReadOnlyList<(string? Expected, string? Given)> answers) => new(
        what, answers.Count, answers.Count(answer => answer.Given is not null), answers.Count(answer => answer.Expected is not null),
        answers.Count(answer => answer.Given is not null && answer.Given == answer.Expected));

    private static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 1 : (double)part / whole) * 100:0.0} %");
}
