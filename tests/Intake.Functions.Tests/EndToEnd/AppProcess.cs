using System.Collections.Concurrent;
using System.Diagnostics;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The app as a process of its own.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    internal AppProcess(IEnumerable<KeyValuePair<string, string>> settings, string directory)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Intake.Functions.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it wrote to the terminal.</summary>
    internal IReadOnlyList<string> Said => [.. _said];

    internal bool HasExited => _process.HasExited;

    internal int ExitCode => _process.ExitCode;

    /// <summary>kill -9: nothing is finished, nothing is said.</summary>
    internal void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>What Ctrl-C and a platform do; .NET itself can only kill.</summary>
    internal async Task<int> TerminateAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await term.WaitForExitAsync();
        return await ExitAsync();
    }

    internal async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().Soon();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null) _said.Enqueue(line);
    }
}
