using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Merging;

/// <summary>Decides the commits of a merge: what leaves one account, and what comes to the other. Pure: everything it needs are its arguments.</summary>
public static class MergeDecision
{
    /// <summary>Takes them out of the account that is left; null when there is nothing of that any more.</summary>
    public static AccountCommit? Begin(LoadedAccount loaded, MergeCommand command, Playbook playbook, DateTimeOffset now)
    {
        var account = loaded.State.Account;
        if (account.Moved is not null || (command.Person is { } known && !IsOf(loaded, known, command))) return null;
        var ids = command.Person is { } person ? Aliases.Of(account, person).ToFrozenSet(StringComparer.Ordinal) : account.Members.Keys.Concat(loaded.Persons.Keys).ToFrozenSet(StringComparer.Ordinal);
        var root = command.Person is null ? null : Aliases.PersonOf(account, command.Person);
        var merge = new Merge
        {
            Id = command.Id, Source = command.Source, Target = command.Target, At = command.At, Evidence = command.Evidence, Whole = command.Person is null,
            Person = root, AliasOf = command.AliasOf, Company = command.Company, Parcel = new Parcel(),
        };
        if (command.Source == command.Target) return Here(loaded, merge, playbook, now);
        var (rest, parcel) = TakingOut.Take(loaded.State, ids, loaded.Persons, new Moved(command.Target, command.Id, Done: false), merge.Whole);
        return Left(loaded, rest, merge with { Parcel = parcel }, playbook, now);
    }

    // Somebody whose every submission was refused has a profile only; of an address that was only just claimed for its owner's account there is nothing yet.
    private static bool IsOf(LoadedAccount loaded, string person, MergeCommand command) =>
        command.Source == command.Target || loaded.State.Account.Members.ContainsKey(person) || loaded.Persons.ContainsKey(person);

    /// <summary>Notes where the undoing begins; whoever comes to the account that was left waits until it has ended.</summary>
    public static AccountCommit Point(LoadedAccount loaded, Merge merge, string from)
    {
        var account = loaded.State.Account;
        var moved = account.Moved is { } whole && whole.Merge == merge.Id ? whole with { Done = false } : account.Moved;
        return new AccountCommit
        {
            State = loaded.State with { Account = account with { Moved = moved } }, Progress = new MergeProgress(merge.Id, MergeState.Done, from),
        };
    }

    /// <summary>Takes them out of where they are now, to undo a merge.</summary>
    /// <param name="loaded">The account that they are in by now.</param>
    /// <param name="undone">The merge.</param>
    /// <param name="arrival">How it arrived; null where both were in one account.</param>
    /// <param name="home">The account that they go back to: the one that was left, or what that has been merged into since, and by which merges.</param>
    /// <param name="id">Id of the undoing.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static AccountCommit BeginUndo(LoadedAccount loaded, Merge undone, Arrival? arrival, (string Account, ImmutableArray<string> Through) home, string id, Playbook playbook, DateTimeOffset now)
    {
        var merge = new Merge
        {
            Id = id, Source = loaded.State.Account.Id, Target = undone.Source == undone.Target ? loaded.State.Account.Id : home.Account, At = now,
            Evidence = MergeEvidence.Undo, Person = undone.Person, Undoes = undone.Id, UndoesIn = undone.Source, Through = home.Through, Parcel = new Parcel(),
        };
        if (undone.Source == undone.Target || merge.Source == merge.Target) return Here(loaded, merge, playbook, now);
        var ids = loaded.State.Account.Members.Where(member => member.Value.Came?.Contains(undone.Id) is true).Select(member => member.Key)
            .Concat(undone.Parcel.Strangers).ToFrozenSet(StringComparer.Ordinal);
        var (rest, parcel) = TakingOut.Take(loaded.State, ids, loaded.Persons, new Moved(merge.Target, id, Done: false), whole: false);
        if (arrival is not null) (rest, parcel) = Restoring.Restore(rest, parcel, undone, arrival, playbook);
        return Left(loaded, rest, merge with { Parcel = parcel }, playbook, now);
    }

    /// <summary>Puts them into the account that they come to.</summary>
    /// <param name="loaded">That account; null when it does not exist yet.</param>
    /// <param name="merge">The merge.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    /// <returns>The commit; null when the account has gone elsewhere meanwhile.</returns>
    public static AccountCommit? Arrive(LoadedAccount? loaded, Merge merge, Playbook playbook, DateTimeOffset now)
    {
        if (loaded?.State.Account.Moved is { } moved && moved.Merge != merge.Undoes) return null;
        if (merge.AliasOf is { } person && loaded is not null && Leaving.Of(loaded.State.Account, person) is not null) return null;
        var (state, arrival) = PuttingIn.Put(loaded?.State ?? Opened(merge, playbook), merge, playbook, now);
        var commit = Looked(loaded?.State, state, merge, playbook, now);
        return commit with
        {
            Arrival = arrival with { Opened = loaded is null },
            // A lead that came as it was has not moved.
            Moves = [.. commit.Moves.Select(move => move with { From = state.Leads[move.LeadKey].Stage }).Where(move => move.From != move.To)],
        };
    }

    /// <summary>Puts them back into the account that they left, as if nothing had been.</summary>
    public static AccountCommit Cancel(LoadedAccount loaded, Merge merge, Playbook playbook, DateTimeOffset now)
    {
        var (state, _) = PuttingIn.Put(loaded.State, merge with { Undoes = merge.Id, Person = null, AliasOf = null }, playbook, now);
        return Looked(loaded.State, state, merge, playbook, now) with
        {
            Progress = new MergeProgress(merge.Id, MergeState.Cancelled),
        };
    }

    /// <summary>Notes in the journal of a merge that it was undone.</summary>
    public static AccountCommit Undone(LoadedAccount loaded, Merge undo) => new()
    {
        State = loaded.State, Progress = new MergeProgress(undo.Undoes!, MergeState.Undone, undo.Source),
    };

    /// <summary>Tells that they are there: whatever waited for them follows.</summary>
    public static AccountCommit End(LoadedAccount loaded, Merge merge)
    {
        var account = loaded.State.Account;
        return new AccountCommit
        {
            State = loaded.State with
            {
                Account = PuttingIn.Arrived(account, merge.Id) with { Moved = account.Moved is { } moved && moved.Merge == merge.Id ? moved with { Done = true } : account.Moved },
            },
            Progress = new MergeProgress(merge.Id, MergeState.Done),
        };
    }

    // Both addresses are in one account: it is enough to say so.
    private static AccountCommit Here(LoadedAccount loaded, Merge merge, Playbook playbook, DateTimeOffset now)
    {
        var account = loaded.State.Account;
        var other = merge.AliasOf is { } of ? Aliases.PersonOf(account, of) : null;
        if (merge.Person is { } person && other != person && account.Members.TryGetValue(person, out var member))
            account = account with { Members = account.Members.SetItem(person, member with { AliasOf = other }) };
        // They are in one account with those to whom they go back: as if they had come with them.
        if (merge.Undoes is { } undone)
            account = account with
            {
                Members = account.Members.SetItems(account.Members.Where(each => each.Value.Came?.Contains(undone) is true)
                    .Select(each => KeyValuePair.Create(each.Key, each.Value with { Came = PuttingIn.CameBy(each.Value, merge) }))),
            };
        return Looked(loaded.State, loaded.State with { Account = account }, merge, playbook, now) with
        {
            Merge = merge, Progress = new MergeProgress(merge.Id, MergeState.Taken),
        };
    }

    private static AccountCommit Left(LoadedAccount loaded, AccountState rest, Merge merge, Playbook playbook, DateTimeOffset now) =>
        Looked(loaded.State, rest, merge, playbook, now) with
        {
            Merge = merge, Progress = new MergeProgress(merge.Id, MergeState.Taken),
        };

    private static AccountCommit Looked(AccountState? before, AccountState after, Merge merge, Playbook playbook, DateTimeOffset now) =>
        StateChanges.Between(before, Assessor.Look(after, playbook, now, Reachability.By(playbook.Contacts)), merge.Id, playbook, now) with
        {
            Event = HistoryEvent.Merged(merge.Id, after.Account, now),
        };

    private static AccountState Opened(Merge merge, Playbook playbook) => AccountState.Of(new Account
    {
        Id = merge.Target,
        IsCompany = merge.Company is not null,
        Tester = merge.Parcel.Tester,
        CountedBy = playbook.Version,
        Domains = merge.Company?.Domains ?? [],
        Book = merge.Company,
        BookFrom = merge.Company is null ? null : new Origin(merge.At, merge.Id),
    });
}
