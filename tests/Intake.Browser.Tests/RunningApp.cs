using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Intake.Browser.Tests;

/// <summary>The whole thing as a newcomer starts it: <c>./run.sh</c>, on free ports and with an empty data folder.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _data = Directory.CreateTempSubdirectory("intake").FullName;
    private readonly Queue<string> _output = new();
    private Process? _process;

    /// <summary>The repository.</summary>
    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    internal HttpClient Http { get; } = new();

    internal Uri Url => Http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        var ports = FreePorts(4);
        Http.BaseAddress = new Uri($"http://localhost:{ports[0]}");
        Http.DefaultRequestHeaders.Add("x-functions-key", "local-master");
        var start = new ProcessStartInfo(Path.Combine(Root, "run.sh")) { WorkingDirectory = _data, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, port) in new[] { "PORT", "AZURITE_BLOB_PORT", "AZURITE_QUEUE_PORT", "AZURITE_TABLE_PORT" }.Zip(ports))
            start.Environment[name] = $"{port}";
        start.Environment["DATA_DIR"] = _data;
        await ServingAsync(_process = Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null)
        {
            // What Ctrl-C does; .NET itself can only kill.
            using (var term = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await term.WaitForExitAsync();
            await _process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(0, _process.ExitCode);
            _process.Dispose();
        }

        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Runs the function that sends what is due until a mail about <paramref name="subject"/> is there.</summary>
    internal async Task MailAboutAsync(string subject, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!await HasMailAsync(subject, patience.Token))
        {
            using var run = await Http.PostAsJsonAsync("/admin/functions/Handoff", new { input = "" }, patience.Token);
            Assert.Equal(HttpStatusCode.Accepted, run.StatusCode);
            await again.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<bool> HasMailAsync(string subject, CancellationToken cancellationToken) =>
        JsonNode.Parse(await Http.GetStringAsync("/mailbox.json", cancellationToken))!.AsArray()
            .Any(mail => ((string)mail!["subject"]!).Contains(subject, StringComparison.Ordinal));

    private async Task ServingAsync(Process process)
    {
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Note(line.Data, serving);
        process.ErrorDataReceived += (_, line) => Note(line.Data, serving);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var first = await Task.WhenAny(serving.Task, process.WaitForExitAsync()).WaitAsync(Patience);
        Assert.True(first == serving.Task, $"run.sh ended:\n{string.Join('\n', _output)}");
    }

    private void Note(string? line, TaskCompletionSource serving)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > 100) _output.Dequeue();
        }

        if (line.Contains("Intake is running", StringComparison.Ordinal)) serving.TrySetResult();
    }

    private static List<int> FreePorts(int count)
    {
        // All are held at once, so that they differ.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Intake.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository."));
}
