using System.Diagnostics;
using System.Text.RegularExpressions;
using Intake.Functions.Tests.EndToEnd;

namespace Intake.Functions.Tests.Docs;

/// <summary>The commands of the pages, as pasted.</summary>
public sealed partial class TourTests(Azurite azurite)
{
    [Fact]
    public async Task The_tour_works_as_pasted()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite) { HasMailbox = true };
        await app.InitializeAsync();
        var tour = Tour().Match(Pages.Readme).Groups[1].Value;
        Assert.Equal(5, Regex.Count(tour, @"\bcurl -sS"));

        var said = await PasteAsync(tour.Replace("http://localhost:7071", app.Http.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal));

        Assert.Contains("\"receipt\"", said, StringComparison.Ordinal);
        Assert.Contains("scored", said, StringComparison.Ordinal);
        Assert.Contains("<form", said, StringComparison.Ordinal);
        Assert.Contains("Our peak, hour by hour.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_of_the_pages_work_as_pasted()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite) { HasMailbox = true };
        await app.InitializeAsync();
        foreach (var page in Pages.All.Where(page => page != "README.md"))
            foreach (Match commands in Tour().Matches(Pages.Read(page)))
                await PasteAsync(commands.Groups[1].Value.Replace("http://localhost:7071", app.Http.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal));
        Assert.InRange(Pages.All.Sum(page => Tour().Count(Pages.Read(page))), 5, int.MaxValue);
    }

    private static async Task<string> PasteAsync(string commands)
    {
        // As at a prompt each runs by itself; the first that fails ends it here.
        var start = new ProcessStartInfo("bash", ["-e", "-c", commands]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync().Soon();
        Assert.True(bash.ExitCode == 0, await errors);
        return await errors + await output;
    }

    [GeneratedRegex("```sh tour\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Tour();
}
