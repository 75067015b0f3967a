using System.Net;
using System.Net.Sockets;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>How the process begins and ends.</summary>
public sealed class StartAndStopTests(Azurite azurite)
{
    [Fact]
    public async Task A_stop_loses_nothing_and_leaves_no_process()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite);
        // What a stop leaves must be there at once, not when a lease ends.
        app.Settings["LocalHost__InFlightInvisibility"] = "00:10:00";
        await app.InitializeAsync();
        var tag = Some.Tag();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            app.PostFormAsync("demo", Some.Demo($"olga{i}.{tag}@einde-{tag}-{i}.example", "Olga", $"Einde {tag} {i}"))));
        var before = app.Process!.Said.Count;
        Assert.Equal(0, await app.Process.TerminateAsync());
        Assert.Empty(ProcessesWith(app.Settings["DATA_DIR"]));
        Assert.DoesNotContain(app.Process.Said.Skip(before), line => line.Contains("Exception", StringComparison.Ordinal));

        await app.StartAsync();
        foreach (var receipt in receipts) Assert.Equal("scored", await app.OutcomeAsync(receipt));
    }

    [Fact]
    public async Task A_busy_port_is_one_clear_line()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        app.Settings["PORT"] = $"{port}";

        using var process = app.Launch();

        Assert.Equal(1, await process.ExitAsync());
        Assert.Equal($"Port {port} is in use; stop what uses it, or set PORT to another.", Assert.Single(process.Said));
    }

    [Fact]
    public async Task Missing_storage_is_one_clear_line()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite);
        app.Settings["AzureWebJobsStorage"] = (app.Storage! with { Queue = "http://127.0.0.1:1" }).ConnectionString;

        using var process = app.Launch();

        Assert.Equal(1, await process.ExitAsync());
        Assert.StartsWith("The storage does not answer at http://127.0.0.1:1/", Assert.Single(process.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_setting_is_named_without_a_trace()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite);
        app.Settings["Webhooks__Standard__Secrets__0"] = "too-short";

        using var process = app.Launch();

        Assert.Equal(1, await process.ExitAsync());
        Assert.Contains("Webhooks__Standard__Secrets__0", Assert.Single(process.Said), StringComparison.OrdinalIgnoreCase);
    }

    // The settings are in the environment of every process that the app started.
    private static List<string> ProcessesWith(string setting) =>
        [.. Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc").Where(process => Environment(process).Contains(setting, StringComparison.Ordinal)) : []];

    private static string Environment(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
