using System.Collections.Immutable;
using Azure;
using Microsoft.Extensions.Logging;

namespace Intake.Playbooks.Versions;

/// <summary>Brings this instance to the version that the pointer names. One that is announced takes effect at its time without another look;
/// in the place of one that cannot be read the last valid one stays in force.</summary>
public sealed partial class PlaybookRefresh(
    PlaybookPointers pointers, PlaybookStore store, PlaybookInForce playbooks, TimeProvider time, ILogger<PlaybookRefresh> logger) : IDisposable
{
    // A door, a handler and the timer may ask at once; an older answer must not replace a newer one.
    private readonly SemaphoreSlim turn = new(1);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private ETag? seen;
    private volatile BrokenVersion? broken;

    /// <summary>The version that should be in force, or be so soon, and cannot; null when all is well.</summary>
    internal BrokenVersion? Broken => broken;

    /// <summary>Looks at the pointer and follows it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var found = await pointers.ReadAsync(seen, cancellationToken);
            if (!found.Unchanged) await FollowAsync(found, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task FollowAsync(FoundPointer found, CancellationToken cancellationToken)
    {
        (seen, broken) = (null, null);
        if (found.Pointer is { } pointer) await FollowAsync(pointer, cancellationToken);
        else if (found.Tag is null) playbooks.Switch(playbooks.Packaged, null);
        else Complain(new BrokenVersion("active.json", [new Problem("active.json", "$", "names no version and time")]));
        // What could not be read is looked at again: it may be mended without the pointer being moved.
        if (broken is null) seen = found.Tag;
    }

    private async Task FollowAsync(PlaybookPointer pointer, CancellationToken cancellationToken)
    {
        var named = await LoadAsync(pointer.Version, cancellationToken);
        if (pointer.From <= time.GetUtcNow())
        {
            if (named is not null) playbooks.Switch(named, null);
            return;
        }
        var before = pointer.Before is { } version ? await LoadAsync(version, cancellationToken) : playbooks.Packaged;
        playbooks.Switch(before ?? playbooks.Current, named is null ? null : new ComingPlaybook(named, pointer.From));
    }

    private async Task<Playbook?> LoadAsync(string version, CancellationToken cancellationToken)
    {
        if (playbooks.Packaged.Version == version) return playbooks.Packaged;
        if (playbooks.Current is { } current && current.Version == version) return current;
        var problems = new Problems();
        if (await store.KeptAsync(version, cancellationToken) is not { } files) problems.Add("in-force", "$", "its files are not there, or were changed");
        else if (PlaybookReader.Read(files.ByName, problems) is { } playbook) return playbook;
        Complain(new BrokenVersion(version, [.. problems.Found]));
        return null;
    }

    private void Complain(BrokenVersion what)
    {
        broken = what;
        if (told.Add(what.Version)) CannotBeInForce(logger, what.Version, what.Problems.Length, $"{what.Problems[0]}");
    }

    [LoggerMessage(LogLevel.Error, "The playbook {Version} cannot be in force, and the last valid one stays; {Count} problems, the first: {First}")]
    private static partial void CannotBeInForce(ILogger logger, string version, int count, string first);
}

/// <summary>A version that cannot be in force.</summary>
internal sealed record BrokenVersion(string Version, ImmutableArray<Problem> Problems);
