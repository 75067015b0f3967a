using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Intake.Benchmarks;

/// <summary>The local storage, in memory and on ports of its own; it ends with this process.</summary>
internal sealed partial class AzuriteProcess : IDisposable
{
    private const string Account = "devstoreaccount1", Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process process;

    private AzuriteProcess(Process process) => this.process = process;

    /// <summary>What goes in <c>AzureWebJobsStorage</c>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Starts it from the repository's own packages.</summary>
    public static async Task<AzuriteProcess> StartAsync()
    {
        var root = Path.Combine(ScoringBenchmark.Playbook, "..", "..");
        string[] azurite = ["node", Path.Combine(root, "node_modules/.bin/azurite"), "--inMemoryPersistence", "--silent", "--disableTelemetry",
            "--skipApiVersionCheck", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"];
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in (string[])["-c", "\"$@\" </dev/null & exec >/dev/null; cat; kill $!; wait", "sh", .. azurite]) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        Dictionary<string, string> at = [];
        while (at.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Azurite did not start; run 'npm ci' in the repository's root.");
            if (Listening().Match(line) is { Success: true } match) at[match.Groups[1].Value] = match.Groups[2].Value;
        }
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new AzuriteProcess(process)
        {
            ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={at["Blob"]}/{Account};"
                + $"QueueEndpoint={at["Queue"]}/{Account};TableEndpoint={at["Table"]}/{Account};",
        };
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    [GeneratedRegex(@"Azurite (\w+) service is successfully listening at (\S+)")]
    private static partial Regex Listening();
}
