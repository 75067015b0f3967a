using System.Collections.Concurrent;
using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Rescoring;

/// <summary>Finds the playbook with a version, in force or not any more; null for none.</summary>
public delegate Task<Playbook?> FindPlaybook(string version, CancellationToken cancellationToken);

/// <summary>Counts, scores and moves one account by the playbook in force, where another one counted it.</summary>
public sealed class Rescorer(AccountStore accounts, HistoryReader histories, FindPlaybook find, Outbox outbox, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 30, MaxWaits = 8;

    // Each may take a second row, for the blob of its former record; a transaction has a hundred.
    private const int MaxPersons = 40, MaxPersonsBeside = 10;

    private readonly ConcurrentDictionary<string, Playbook> known = new(StringComparer.Ordinal);

    /// <summary>Loads an account as this playbook counts it: one that another counted is rescored first, for whoever decides must not mix the two.</summary>
    public async Task<LoadedAccount?> LoadAsync(string account, Playbook playbook, CancellationToken cancellationToken)
    {
        var loaded = await accounts.LoadAsync(account, cancellationToken);
        if (loaded?.State.Account is not { CountedBy: { } version, Moved: null } || version == playbook.Version) return loaded;
        await RescoreAsync(account, playbook, cancellationToken);
        return await accounts.LoadAsync(account, cancellationToken);
    }

    /// <summary>Rescores an account; one that is gone, moved or counted by this playbook is left alone.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task<Rescored> RescoreAsync(string account, Playbook playbook, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadWithPersonsAsync(account, cancellationToken) is not { State.Account.Moved: null } loaded) return Rescored.Nothing;
            if (loaded.State.Account.CountedBy == playbook.Version) return await FinishAsync(loaded, cancellationToken);
            if (await histories.ReadAsync(account, cancellationToken) is not { } history) return Rescored.Nothing;

            var before = await BeforeAsync(loaded.State.Account.CountedBy, playbook, cancellationToken);
            // Rows that a merge brings come after the counts; they are whole again within seconds.
            if (attempt < MaxWaits && !Refold.IsWhole(loaded.State, history, before))
            {
                await backoff.WaitAsync(attempt, cancellationToken);
                continue;
            }
            var commit = RescoreDecision.Decide(loaded, history, before, playbook, time.GetUtcNow());
            if (commit.OtherPersons.Length > MaxPersonsBeside)
            {
                if (!await PersonsFirstAsync(loaded, commit, cancellationToken)) await backoff.WaitAsync(attempt, cancellationToken);
                else attempt = -1;
                continue;
            }
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return new Rescored(1, commit.Moves.Length, commit.Held.Length);
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    // What counts of a person tells nothing without the account, which is counted anew from its history whatever stands there: so they may go before it.
    private async Task<bool> PersonsFirstAsync(LoadedAccount loaded, AccountCommit commit, CancellationToken cancellationToken)
    {
        var persons = new AccountCommit { State = loaded.State, OtherPersons = [.. commit.OtherPersons.Take(MaxPersons)] };
        if (await accounts.CommitAsync(persons, loaded, cancellationToken) is not CommitResult.Committed committed) return false;
        await outbox.FlushAsync(committed.Now, cancellationToken);
        return true;
    }

    // The first run may have died between its commit and its side effects.
    private async Task<Rescored> FinishAsync(LoadedAccount loaded, CancellationToken cancellationToken)
    {
        if (!loaded.Outbox.IsEmpty) await outbox.FlushAgainAsync(loaded.State.Account.Id, cancellationToken);
        return Rescored.Nothing;
    }

    // It only tells what stages and refusals of then meant.
    private async Task<Playbook> BeforeAsync(string? version, Playbook playbook, CancellationToken cancellationToken)
    {
        if (version is null) return playbook;
        if (known.TryGetValue(version, out var kept)) return kept;
        if (await find(version, cancellationToken) is not { } found) return playbook;
        return known.GetOrAdd(version, found);
    }
}

/// <summary>What rescoring came to.</summary>
/// <param name="Accounts">How many accounts were counted anew.</param>
/// <param name="Moves">How many leads moved.</param>
/// <param name="Held">How many leads are held.</param>
public readonly record struct Rescored(int Accounts, int Moves, int Held)
{
    /// <summary>Nothing was to be done.</summary>
    public static readonly Rescored Nothing;
}
