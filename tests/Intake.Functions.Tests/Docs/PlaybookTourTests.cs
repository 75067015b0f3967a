using System.Diagnostics;
using System.Text.RegularExpressions;
using Intake.Functions.Tests.EndToEnd;

namespace Intake.Functions.Tests.Docs;

/// <summary>The way from a wish to a version in force, as docs/playbook.md tells it. It is in force a minute after the last block; the rest of it flows test.</summary>
public sealed partial class PlaybookTourTests(Azurite azurite)
{
    [Fact]
    public async Task The_way_from_a_wish_to_an_activated_version_works_as_pasted()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite) { HasMailbox = true };
        await app.InitializeAsync();
        var folder = Directory.CreateTempSubdirectory("intake-tour-");
        try
        {
            // As in the folder of the repository, and yet without a trace there.
            foreach (var name in new[] { "docs", "functions" }) File.CreateSymbolicLink(Path.Combine(folder.FullName, name), Path.Combine(Repository.Root, name));

            var said = await PasteAsync(app, folder.FullName, string.Join('\n', Blocks().Matches(Pages.Read("docs/playbook.md")).Select(block => block.Groups[1].Value)));

            Assert.Contains("\"path\": \"$.rules[fleet-whitepaper-hospital]\"", said, StringComparison.Ordinal);
            Assert.Contains("1 lead gains a handoff:", said, StringComparison.Ordinal);
            Assert.Contains("66.35", said, StringComparison.Ordinal);
            Assert.Contains("0 leads lose a handoff.", said, StringComparison.Ordinal);
            Assert.Contains("activate-playbook", said, StringComparison.Ordinal);
            Assert.StartsWith("<svg", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "hospitals", "chart.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> PasteAsync(RunningApp app, string directory, string commands)
    {
        // What is built beside the tests is what the command would build.
        var pasted = commands.Replace("http://localhost:7071", app.Http.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("dotnet run --project functions/Intake.Functions --", $"dotnet {Path.Combine(AppContext.BaseDirectory, "Intake.Functions.dll")}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-e", "-c", pasted]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        start.Environment["AzureWebJobsStorage"] = app.Settings["AzureWebJobsStorage"];
        using var bash = Process.Start(start)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync().Soon();
        Assert.True(bash.ExitCode == 0, await errors + await output);
        return await errors + await output;
    }

    [GeneratedRegex("```sh playbook\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
