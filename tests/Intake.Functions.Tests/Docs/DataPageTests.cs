using System.Text.RegularExpressions;
using Intake.Storage;

namespace Intake.Functions.Tests.Docs;

/// <summary>docs/data.md names what the code stores, and nothing else.</summary>
public sealed partial class DataPageTests
{
    [Fact]
    public void Queues() => Assert.Equal(QueueNames.All.Order(), Names("## Queues"));

    [Fact]
    public void Tables() => Assert.Equal(TableNames.All.Order(), Names("## Tables"));

    [Fact]
    public void Containers() => Assert.Equal(ContainerNames.All.Order(), Names("## Blob containers"));

    [Fact]
    public void Rows()
    {
        var keys = Pages.Table(Pages.Section(Pages.Data, "### The rows of an account")).SelectMany(row => Pages.Code(row[0]))
            .Concat(Pages.Table(Pages.Section(Pages.Data, "## Tables")).Where(row => row[0] is "`People`" or "`Companies`" or "`Webinars`" or "`Playbooks`" or "`Digests`" or "`Deliveries`" or "`Team`").SelectMany(row => Pages.Code(row[2])));

        Assert.Equal(PrefixesOfTheCode(), keys.Select(key => key.Split('{')[0]).Order());
    }

    // Words with a colon, or whole keys, that Rows.cs makes keys of.
    private static IEnumerable<string> PrefixesOfTheCode() =>
        Prefix().Matches(Pages.Read("functions/Intake/Storage/Rows.cs")).Select(match => match.Groups[1].Value).Distinct().Order();

    private static IEnumerable<string> Names(string heading) => Pages.Table(Pages.Section(Pages.Data, heading)).Select(row => row[0].Trim('`')).Order();

    [GeneratedRegex("\"([a-z][a-z:]*)(?=[\"{])")]
    private static partial Regex Prefix();
}
