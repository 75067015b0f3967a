using System.Text.RegularExpressions;

namespace Intake.Functions.Tests.Docs;

/// <summary>The pages that people read, taken apart.</summary>
internal static partial class Pages
{
    internal static string Readme { get; } = Read("README.md");

    internal static string Data { get; } = Read("docs/data.md");

    /// <summary>Every page, by its path in the repository.</summary>
    internal static IReadOnlyList<string> All { get; } =
        ["README.md", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))];

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>The text below a heading, up to the next one that is not below it.</summary>
    internal static string Section(string page, string heading)
    {
        var start = page.IndexOf($"{heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no '{heading}'.");
        var level = heading.TakeWhile(c => c == '#').Count();
        var next = Regex.Match(page[(start + heading.Length)..], $"^#{{1,{level}}} ", RegexOptions.Multiline);
        return next.Success ? page.Substring(start, heading.Length + next.Index) : page[start..];
    }

    /// <summary>The cells of the first table, without its head.</summary>
    internal static IReadOnlyList<string[]> Table(string section) =>
        [.. section.Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    /// <summary>What stands between backticks.</summary>
    internal static IEnumerable<string> Code(string text) => CodeSpan().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();
}
