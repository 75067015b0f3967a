using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Playbooks.Versions;

/// <summary>Puts a version in force. It takes effect a minute later, by when every instance knows of it.</summary>
public sealed partial class ActivatePlaybookHandler(
    PlaybookRefresh refresh, PlaybookShelf shelf, PlaybookStore store, PlaybookPointers pointers, PlaybookTable table, PlaybookInForce playbooks, ActivationQueue queue,
    Backoff backoff, TimeProvider time, ILogger<ActivatePlaybookHandler> logger)
{
    /// <summary>From the order to the effect.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(60);

    private const int MaxTries = 20;

    /// <summary>Carries it out; the same one twice is a no-op, and one that a later one has overtaken changes nothing.</summary>
    /// <exception cref="InvalidDataException">There is no such version, or it may not come into force.</exception>
    public async Task HandleAsync(ActivatePlaybookCommand command, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            await refresh.RunAsync(cancellationToken);
            var found = await pointers.ReadAsync(null, cancellationToken);
            if (found.Pointer is { } there && there.By == command.Id)
            {
                await FinishAsync(there, cancellationToken);
                return;
            }
            if (found.Pointer is { } newer && IsLater(newer, command))
            {
                Overtaken(logger, command.Version, newer.Version);
                return;
            }
            var pointer = await PrepareAsync(command, cancellationToken);
            if (await pointers.MoveAsync(pointer, found.Tag, cancellationToken))
            {
                await FinishAsync(pointer, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException("The playbook in force", MaxTries);
    }

    private static bool IsLater(PlaybookPointer there, ActivatePlaybookCommand command) =>
        there.Ordered > command.At || (there.Ordered == command.At && string.CompareOrdinal(there.By, command.Id) > 0);

    private async Task<PlaybookPointer> PrepareAsync(ActivatePlaybookCommand command, CancellationToken cancellationToken)
    {
        var proposal = await shelf.FindAsync(command.Version, cancellationToken);
        if (proposal is not { Playbook: not null } || (proposal.Folder is not null && (await table.OfAsync(command.Version, cancellationToken)).Missing.Any()))
            throw new InvalidDataException($"The command {command.Id} is about a version that is not there, not valid or not approved.");
        await store.KeepAsync(proposal.Files, cancellationToken);
        // The way back must not depend on what the app is built with.
        var before = await shelf.InForceAsync(cancellationToken);
        await store.KeepAsync(before, cancellationToken);
        return new PlaybookPointer
        {
            Version = command.Version, From = time.GetUtcNow() + Notice, Before = playbooks.Current.Version, By = command.Id, Ordered = command.At,
        };
    }

    // The run that moved the pointer may have died before this, so it is done again.
    private async Task FinishAsync(PlaybookPointer pointer, CancellationToken cancellationToken)
    {
        await table.ActivatedAsync(pointer, cancellationToken);
        await queue.PutAsync(pointer.Version, pointer.By!, pointer.From, cancellationToken);
        await refresh.RunAsync(cancellationToken);
        Activated(logger, pointer.Version, pointer.From);
    }

    [LoggerMessage(LogLevel.Information, "The playbook {Version} comes into force at {From}")]
    private static partial void Activated(ILogger logger, string version, DateTimeOffset from);

    [LoggerMessage(LogLevel.Warning, "The playbook {Version} does not come into force: {Newer} was ordered later")]
    private static partial void Overtaken(ILogger logger, string version, string newer);
}
