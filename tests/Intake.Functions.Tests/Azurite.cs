using System.Diagnostics;
using System.Text.RegularExpressions;
using Intake.Functions.Tests;
using Intake.Tests;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Intake.Functions.Tests;

/// <summary>The local storage, in memory and on ports of its own, for all tests of this assembly.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    // The account and key that every Azurite has; the key does for all.
    private const string CommonAccount = "devstoreaccount1", Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int OwnAccounts = 30;

    // Ends with the tests however they end: when they are gone, so is the other end of its standard input.
    // The shell lets go of the output, so that it ends when Azurite does and a failed start is told at once.
    private const string RunUntilInputEnds = "\"$@\" </dev/null & exec >/dev/null; cat; kill $!; wait";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private Process? _process;
    private int _taken;

    /// <summary>What goes in <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString => StorageOf(CommonAccount).ConnectionString;

    private Dictionary<string, string> Endpoints { get; set; } = [];

    /// <summary>An account that nobody else has: for an app of which another must not take the messages.</summary>
    public StorageAccount NewAccount()
    {
        var number = Interlocked.Increment(ref _taken);
        return number <= OwnAccounts ? StorageOf(Own(number)) : throw new InvalidOperationException($"More than {OwnAccounts} accounts; raise the number.");
    }

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] azurite = ["node", Path.Combine(Repository.Root, "node_modules/.bin/azurite"),
            "--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"];
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, OwnAccounts).Select(Own).Append(CommonAccount).Select(name => $"{name}:{Key}"));
        foreach (var argument in (string[])["-c", RunUntilInputEnds, "sh", .. azurite]) start.ArgumentList.Add(argument);

        _process = Process.Start(start)!;
        Endpoints = await EndpointsAsync(_process).WaitAsync(StartTimeout);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private StorageAccount StorageOf(string account) =>
        new(account, Key, Endpoints["Blob"], Endpoints["Queue"], Endpoints["Table"]);

    private static string Own(int number) => $"intake{number}";

    private static async Task<Dictionary<string, string>> EndpointsAsync(Process process)
    {
        var endpoints = new Dictionary<string, string>();
        while (endpoints.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("Azurite did not start; run 'npm ci' in the repository's root.");
            if (Listening().Match(line) is { Success: true } match) endpoints[match.Groups[1].Value] = match.Groups[2].Value;
        }

        // A full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return endpoints;
    }

    [GeneratedRegex(@"Azurite (\w+) service is successfully listening at (\S+)")]
    private static partial Regex Listening();
}

/// <summary>A storage account and where it is reached.</summary>
public sealed record StorageAccount(string Account, string Key, string Blob, string Queue, string Table)
{
    /// <summary>What goes in <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint={Blob}/{Account};QueueEndpoint={Queue}/{Account};TableEndpoint={Table}/{Account};";
}
