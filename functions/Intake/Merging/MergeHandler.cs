using System.Collections.Frozen;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Merging;

/// <summary>Carries out merges, step by step: taken out of one account; submissions and profiles copied; put into the other in one transaction; <c>People</c> told;
/// what was left behind cleaned up. A run that died is finished by the next one, from the journal.</summary>
public sealed partial class MergeHandler(
    AccountStore accounts, People people, MovingRows rows, Outbox outbox, Playbook playbook, Backoff backoff, TimeProvider time, ILogger<MergeHandler> logger)
{
    private const int MaxTries = 20;

    /// <summary>Carries out a merge; the same one twice is a no-op.</summary>
    /// <exception cref="OvertakenException">Others are changing the same accounts; a later try will do.</exception>
    public async Task HandleAsync(MergeCommand command, CancellationToken cancellationToken)
    {
        var known = await accounts.MergeAsync(command.Source, command.Id, cancellationToken);
        if (known is null && !await BeginAsync(command.Source, loaded => MergeDecision.Begin(loaded, command, playbook, time.GetUtcNow()), cancellationToken))
        {
            NothingToMerge(logger, command.Id);
            return;
        }
        known ??= await accounts.MergeAsync(command.Source, command.Id, cancellationToken);
        await FinishAsync(known!.Value.Merge, known.Value.Progress, cancellationToken);
    }

    /// <summary>Takes a merge back; the same order twice is a no-op.</summary>
    /// <exception cref="InvalidDataException">There is no such merge.</exception>
    /// <exception cref="OvertakenException">The merge itself is not finished, or others are changing the same accounts; a later try will do.</exception>
    public async Task HandleAsync(UndoMergeCommand command, CancellationToken cancellationToken)
    {
        var (merge, progress) = await accounts.MergeAsync(command.Account, command.Merge, cancellationToken)
            ?? throw new InvalidDataException($"The command {command.Id} is about a merge that does not exist.");
        if (progress.State == MergeState.Taken) throw new OvertakenException($"The merge {merge.Id}", 1);
        if (progress.State == MergeState.Cancelled) return;

        var from = progress.UndoneFrom ?? await PointAsync(merge, cancellationToken);
        var id = Keys.Id("undo", merge.Id);
        if (await accounts.MergeAsync(from, id, cancellationToken) is not { } undo)
        {
            var (arrival, home) = (await accounts.ArrivalAsync(merge.Target, merge.Id, cancellationToken), await WhereAsync(merge.Source, merge.Id, cancellationToken));
            await BeginAsync(from, loaded => MergeDecision.BeginUndo(loaded, merge, arrival, home, id, playbook, time.GetUtcNow()), cancellationToken);
            undo = (await accounts.MergeAsync(from, id, cancellationToken))!.Value;
        }
        await FinishAsync(undo.Merge, undo.Progress, cancellationToken);
    }

    // Where they are by now is noted before they are taken out of there: another run looks in the same place. Whoever comes to the account that was left has to wait.
    private async Task<string> PointAsync(Merge merge, CancellationToken cancellationToken)
    {
        var from = merge.Person is { } person
            ? (await people.FindAsync(person, cancellationToken))?.AccountId ?? merge.Target
            : await WhereAsync(merge.Target, null, cancellationToken);
        await BeginAsync(merge.Source, loaded => MergeDecision.Point(loaded, merge, from), cancellationToken);
        return from;
    }

    // The account that stands for another now, as if there had not been one of the merges.
    private async Task<string> WhereAsync(string account, string? without, CancellationToken cancellationToken)
    {
        while (await accounts.LoadAsync(account, cancellationToken) is { State.Account.Moved: { } moved } && moved.Merge != without) account = moved.Account;
        return account;
    }

    private async Task FinishAsync(Merge merge, MergeProgress progress, CancellationToken cancellationToken)
    {
        if (progress.State == MergeState.Taken && await ArriveAsync(merge, cancellationToken))
        {
            await foreach (var id in IdsAsync(merge, cancellationToken))
                await people.MoveAsync(id, merge.Source, merge.Target, AliasOf(merge, id), token => IsOpenAsync(merge, token), cancellationToken);
            if (merge.Source != merge.Target) await rows.LeaveStubsAsync(merge, Moves(merge), cancellationToken);
            if (merge.UndoesIn is { } journal) await CommitAsync(journal, loaded => MergeDecision.Undone(loaded!, merge), cancellationToken);
            await CommitAsync(merge.Source, loaded => MergeDecision.End(loaded!, merge), cancellationToken);
            Merged(logger, merge.Id, merge.Evidence);
        }
        // The run that came so far may have died before its side effects.
        await outbox.FlushAgainAsync(merge.Source, cancellationToken);
        await outbox.FlushAgainAsync(merge.Target, cancellationToken);
    }

    // False when it was put back instead.
    private async Task<bool> ArriveAsync(Merge merge, CancellationToken cancellationToken)
    {
        if (merge.Source == merge.Target || await accounts.ArrivalAsync(merge.Target, merge.Id, cancellationToken) is not null) return true;
        if (await IsBarredAsync(merge, cancellationToken))
        {
            await rows.RemoveCopiesAsync(merge, Moves(merge), cancellationToken);
            await CommitAsync(merge.Source, loaded => MergeDecision.Cancel(loaded!, merge, playbook, time.GetUtcNow()), cancellationToken);
            PutBack(logger, merge.Id);
            return false;
        }
        await rows.CopySubmissionsAsync(merge, Moves(merge), cancellationToken);
        var target = await accounts.LoadAsync(merge.Target, cancellationToken);
        await rows.CopyPersonsAsync(merge, Moves(merge), key => target is null ? key : PuttingIn.KeyOf(target.State, key), cancellationToken);
        await CommitAsync(merge.Target, loaded => MergeDecision.Arrive(loaded, merge, playbook, time.GetUtcNow()), cancellationToken);
        return true;
    }

    // The account or the person that they come to has gone elsewhere. Of two merges that want the opposite of each other the one with the smaller id stays.
    private async Task<bool> IsBarredAsync(Merge merge, CancellationToken cancellationToken)
    {
        var target = await accounts.LoadAsync(merge.Target, cancellationToken);
        if (target is not null && target.State.Account.Tester != merge.Parcel.Tester) return true;
        var moved = target?.State.Account.Moved is { } whole && whole.Merge != merge.Undoes ? whole
            : merge.AliasOf is not { } person ? null
            : (target is null ? null : Leaving.Of(target.State.Account, person)) ?? (await accounts.PersonHereAsync(merge.Target, person, cancellationToken))?.Moved;
        if (moved is { Done: false } && string.CompareOrdinal(merge.Id, moved.Merge) < 0) throw new OvertakenException($"The merge {merge.Id}", 1);
        return moved is not null;
    }

    private static Func<string, bool> Moves(Merge merge) => merge.Whole ? _ => true : merge.Parcel.Everybody().ToFrozenSet(StringComparer.Ordinal).Contains;

    private static string? AliasOf(Merge merge, string id) =>
        id == merge.Person ? merge.AliasOf : merge.Parcel.Members.GetValueOrDefault(id)?.AliasOf is { } of && merge.Parcel.Members.ContainsKey(of) ? of : null;

    // Of a whole account the profiles tell who was there, members or not.
    private IAsyncEnumerable<string> IdsAsync(Merge merge, CancellationToken cancellationToken) =>
        merge.Whole ? rows.PersonsAsync(merge, cancellationToken)
        : merge.Source == merge.Target ? new[] { merge.Person! }.ToAsyncEnumerable()
        : merge.Parcel.Everybody().ToAsyncEnumerable();

    private async Task<bool> IsOpenAsync(Merge merge, CancellationToken cancellationToken) =>
        await accounts.ProgressAsync(merge.Source, merge.Id, cancellationToken) is { State: MergeState.Taken };

    // False when there is nothing to begin. Begun by another run is begun.
    private async Task<bool> BeginAsync(string account, Func<LoadedAccount, AccountCommit?> decide, CancellationToken cancellationToken) =>
        await CommitAsync(account, loaded => loaded is null ? null : decide(loaded), cancellationToken);

    private async Task<bool> CommitAsync(string account, Func<LoadedAccount?, AccountCommit?> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var loaded = await accounts.LoadWithPersonsAsync(account, cancellationToken);
            if (decide(loaded) is not { } commit) return false;
            switch (await accounts.CommitAsync(commit, loaded, cancellationToken))
            {
                case CommitResult.Committed committed:
                    await outbox.FlushAsync(committed.Now, cancellationToken);
                    return true;
                case CommitResult.Duplicate:
                    return true;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    [LoggerMessage(LogLevel.Information, "The merge {MergeId} is done; it rests on {Evidence}")]
    private static partial void Merged(ILogger logger, string mergeId, string evidence);

    [LoggerMessage(LogLevel.Information, "The merge {MergeId} has nothing to merge any more")]
    private static partial void NothingToMerge(ILogger logger, string mergeId);

    [LoggerMessage(LogLevel.Warning, "The merge {MergeId} was put back: what it was to join went elsewhere meanwhile")]
    private static partial void PutBack(ILogger logger, string mergeId);
}
