using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Merging;

/// <summary>Carries out merges, step by step: taken out of one account; submissions and profiles copied; put into the other in one transaction; <c>People</c> told;
/// what was left behind cleaned up. A run that died is finished by the next one, from the journal.</summary>
public sealed partial class MergeHandler(
    AccountStore accounts, People people, MovingRows rows, LaterMerges later, Outbox outbox, Rescorer rescorer, PlaybookInForce playbooks, Backoff backoff, TimeProvider time, ILogger<MergeHandler> logger)
{
    private const int MaxTries = 20;

    /// <summary>Carries out a merge; the same one twice is a no-op.</summary>
    /// <exception cref="OvertakenException">Others are changing the same accounts; a later try will do.</exception>
    public async Task HandleAsync(MergeCommand command, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        var known = await accounts.MergeAsync(command.Source, command.Id, cancellationToken);
        if (known is null)
        {
            command = command with { Target = await TargetAsync(command, cancellationToken) };
            // Counts of two playbooks cannot be added up.
            foreach (var account in new[] { command.Source, command.Target }) await rescorer.LoadAsync(account, playbook, cancellationToken);
        }
        var isOne = command is { Person: null } && command.Source == command.Target;
        if (known is null && (isOne || !await BeginAsync(command.Source, loaded => MergeDecision.Begin(loaded, command, playbook, time.GetUtcNow()), cancellationToken)))
        {
            NothingToMerge(logger, command.Id);
            return;
        }
        known ??= await accounts.MergeAsync(command.Source, command.Id, cancellationToken);
        await FinishAsync(known!.Value.Merge, known.Value.Progress, playbook, cancellationToken);
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

        if (progress.UndoneFrom is not { } from)
        {
            from = await FromAsync(merge, cancellationToken);
            if (await later.OnAsync(merge, from, cancellationToken) is { } standing)
            {
                StandsUnder(logger, merge.Id, standing);
                return;
            }
            await PointAsync(merge, from, cancellationToken);
        }
        var (id, playbook) = (Keys.Id("undo", merge.Id), playbooks.Current);
        if (await accounts.MergeAsync(from, id, cancellationToken) is not { } undo)
        {
            await rescorer.LoadAsync(from, playbook, cancellationToken);
            var (arrival, home) = (await accounts.ArrivalAsync(merge.Target, merge.Id, cancellationToken), await WhereAsync(merge.Source, merge.Id, cancellationToken));
            await BeginAsync(from, loaded => MergeDecision.BeginUndo(loaded, merge, arrival, home, id, playbook, time.GetUtcNow()), cancellationToken);
            undo = (await accounts.MergeAsync(from, id, cancellationToken))!.Value;
        }
        await FinishAsync(undo.Merge, undo.Progress, playbook, cancellationToken);
    }

    private async Task<string> FromAsync(Merge merge, CancellationToken cancellationToken) => merge.Person is { } person
        ? (await people.FindAsync(person, cancellationToken))?.AccountId ?? merge.Target
        : (await WhereAsync(merge.Target, null, cancellationToken)).Account;

    // Where they are by now is noted before they are taken out of there: another run looks in the same place. Whoever comes to the account that was left has to wait.
    private async Task PointAsync(Merge merge, string from, CancellationToken cancellationToken)
    {
        if (await accounts.LoadAsync(from, cancellationToken) is { State.Account: var account } && (account.Moved is not null || IsOnTheWay(account, merge)))
            throw new OvertakenException($"Account {from}", 1);
        await BeginAsync(merge.Source, loaded => MergeDecision.Point(loaded, merge, from), cancellationToken);
    }

    // Taken out of there by another merge: once that is done they are found where they came to.
    private static bool IsOnTheWay(Account account, Merge merge) => merge.Parcel.Everybody().Any(person => Leaving.Of(account, person) is not null);

    // Whom or what they are to join may have gone elsewhere since it was ordered.
    private async Task<string> TargetAsync(MergeCommand command, CancellationToken cancellationToken) =>
        command.AliasOf is { } person && await people.FindAsync(person, cancellationToken) is { } known
            ? (await WhereAsync(known.AccountId, null, cancellationToken)).Account
            : (await WhereAsync(command.Target, null, cancellationToken)).Account;

    // The account that stands for another now, as if there had not been one of the merges, and by which merges it does.
    private async Task<(string Account, ImmutableArray<string> Through)> WhereAsync(string account, string? without, CancellationToken cancellationToken)
    {
        var through = ImmutableArray<string>.Empty;
        while (await accounts.LoadAsync(account, cancellationToken) is { State.Account.Moved: { } moved } && moved.Merge != without)
        {
            if (!moved.Done) throw new OvertakenException($"Account {account}", 1);
            (account, through) = (moved.Account, through.Add(moved.Merge));
        }
        return (account, through);
    }

    private async Task FinishAsync(Merge merge, MergeProgress progress, Playbook playbook, CancellationToken cancellationToken)
    {
        if (progress.State == MergeState.Taken && await ArriveAsync(merge, playbook, cancellationToken))
        {
            foreach (var id in IdsOf(merge))
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
    private async Task<bool> ArriveAsync(Merge merge, Playbook playbook, CancellationToken cancellationToken)
    {
        if (merge.Source == merge.Target || await accounts.ArrivalAsync(merge.Target, merge.Id, cancellationToken) is not null) return true;
        if (await IsBarredAsync(merge, cancellationToken))
        {
            await rows.RemoveCopiesAsync(merge, cancellationToken);
            await CommitAsync(merge.Source, loaded => MergeDecision.Cancel(loaded!, merge, playbook, time.GetUtcNow()), cancellationToken);
            PutBack(logger, merge.Id);
            return false;
        }
        await rows.CopySubmissionsAsync(merge, Moves(merge), cancellationToken);
        var target = await accounts.LoadAsync(merge.Target, cancellationToken);
        await rows.CopyPersonsAsync(merge, Moves(merge), target?.State, cancellationToken);
        return await CommitAsync(merge.Target, loaded => MergeDecision.Arrive(loaded, merge, playbook, time.GetUtcNow()), cancellationToken)
            // The next try puts it back.
            ? true : throw new OvertakenException($"Account {merge.Target}", 1);
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

    private static Func<string, bool> Moves(Merge merge) => merge.Parcel.Everybody().ToFrozenSet(StringComparer.Ordinal).Contains;

    private static string? AliasOf(Merge merge, string id) =>
        id == merge.Person ? merge.AliasOf : merge.Parcel.Members.GetValueOrDefault(id)?.AliasOf is { } of && merge.Parcel.Members.ContainsKey(of) ? of : null;

    private static IEnumerable<string> IdsOf(Merge merge) =>
        merge.Source != merge.Target ? merge.Parcel.Everybody() : merge.Person is { } person ? [person] : [];

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

    [LoggerMessage(LogLevel.Warning, "The merge {MergeId} is not undone: the merge {LaterId} stands on it")]
    private static partial void StandsUnder(ILogger logger, string mergeId, string laterId);

    [LoggerMessage(LogLevel.Warning, "The merge {MergeId} was put back: what it was to join went elsewhere meanwhile")]
    private static partial void PutBack(ILogger logger, string mergeId);
}
