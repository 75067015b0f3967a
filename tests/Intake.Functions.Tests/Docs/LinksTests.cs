using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions.Tests.Docs;

/// <summary>What the pages point at is there.</summary>
public sealed partial class LinksTests
{
    public static TheoryData<string> PagePaths => [.. Pages.All];

    [Theory, MemberData(nameof(PagePaths))]
    public void Files_that_a_page_links_to_exist(string page)
    {
        var directory = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;

        foreach (var target in Link().Matches(Pages.Read(page)).Select(match => match.Groups[1].Value).Where(target => !target.Contains(':', StringComparison.Ordinal)))
        {
            var (file, anchor) = target.Split('#') is [var path, var name] ? (path, name) : (target, null);
            var full = Path.GetFullPath(Path.Combine(directory, file.Length == 0 ? Path.GetFileName(page) : file));
            Assert.True(File.Exists(full) || Directory.Exists(full), $"{page} links to {target}, which is not there.");
            if (anchor is not null) Assert.Contains(anchor, Heading().Matches(File.ReadAllText(full)).Select(match => Anchor(match.Groups[1].Value)));
        }
    }

    [Theory, MemberData(nameof(PagePaths))]
    public void Types_that_a_page_names_exist(string page)
    {
        var types = typeof(FormFunctions).Assembly.GetTypes().Concat(typeof(IntakeServices).Assembly.GetTypes()).Select(type => type.Name).ToHashSet();

        foreach (var name in Pages.Code(Pages.Read(page)).Where(name => TypeName().IsMatch(name)))
            Assert.True(types.Contains(name), $"{page} names {name}, which is not there.");
    }

    [Fact]
    public void Functions_that_the_pages_name_exist()
    {
        var functions = typeof(FormFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToHashSet();
        var architecture = Pages.Read("docs/architecture.md");
        string[] named =
        [
            .. AdminAddress().Matches(Pages.Readme).Select(match => match.Groups[1].Value),
            .. Pages.Table(Pages.Section(architecture, "## What may happen twice, and what then")).SelectMany(row => Pages.Code(row[0])),
            .. Pages.Table(Pages.Section(Pages.Data, "## Queues")).SelectMany(row => Pages.Code(row[^1])),
            .. Pages.Code(Pages.Data).Where(name => name.EndsWith("Poison", StringComparison.Ordinal)),
        ];

        Assert.True(named.Length >= 10);
        Assert.All(named, name => Assert.Contains(name, functions));
    }

    private static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"/admin/functions/(\w+)")]
    private static partial Regex AdminAddress();

    [GeneratedRegex("^[A-Z][A-Za-z]+(Functions|Handler|Store|Decision|Step|Submission)$")]
    private static partial Regex TypeName();
}
