using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Timers;

/// <summary>Remembers when timers ran: in a small file each below <c>DATA_DIR/timers</c>, or in memory where there is no such directory.</summary>
internal sealed class ScheduleStore(IConfiguration settings)
{
    private readonly ConcurrentDictionary<string, ScheduleStatus> _memory = new();

    internal ScheduleStatus? Load(string function)
    {
        if (PathOf(function) is not { } path) return _memory.GetValueOrDefault(function);
        return File.Exists(path) ? JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllBytes(path)) : null;
    }

    internal void Save(string function, ScheduleStatus status)
    {
        if (PathOf(function) is not { } path)
        {
            _memory[function] = status;
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Moved into place, so that a crash never leaves half a file.
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(status));
        File.Move(path + ".new", path, overwrite: true);
    }

    private string? PathOf(string function) =>
        settings["DATA_DIR"] is { Length: > 0 } directory ? Path.Combine(directory, "timers", function + ".json") : null;
}
