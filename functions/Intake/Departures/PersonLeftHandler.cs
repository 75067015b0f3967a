using Intake.Accounts;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Departures;

/// <summary>Marks a person as left or back, and looks at the leads of their account again: who is best there and who can be reached may be others now.</summary>
public sealed class PersonLeftHandler(People people, AccountStore accounts, Outbox outbox, Rescorer rescorer, PlaybookInForce playbooks, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 30;

    /// <summary>Carries out one command; the same one twice is a no-op, and one that something newer has overtaken changes nothing.</summary>
    /// <exception cref="InvalidDataException">It is about a person who is not known.</exception>
    public async Task HandleAsync(PersonLeftCommand command, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(command.Person, cancellationToken) ?? throw Unknown(command);
        var playbook = playbooks.Current;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var loaded = await rescorer.LoadAsync(person.AccountId, playbook, cancellationToken) ?? throw Unknown(command);
            // On the way to another account: a later try finds them there.
            if (loaded.State.Account.Moved is not null || Leaving.Of(loaded.State.Account, person.PersonId) is not null) throw new OvertakenException($"The person {person.PersonId}", 1);
            if (Decide(loaded.State, person.PersonId, command, playbook) is not { } commit)
            {
                await outbox.FlushAgainAsync(person.AccountId, cancellationToken);
                return;
            }
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {person.AccountId}", MaxTries);
    }

    // Null where the register says something newer, or this very thing.
    private AccountCommit? Decide(AccountState before, string person, PersonLeftCommand command, Playbook playbook)
    {
        if (!before.Account.Members.ContainsKey(person)) throw Unknown(command);
        // A mail bounces at one address; whoever left did so with all of them.
        var addresses = command.Reason == Departure.Bounce ? [person] : Aliases.Of(before.Account, person);
        var said = addresses.Aggregate(before.Account.Members, (members, id) => members.SetItem(id, Departure.Say(members[id], command.Reason, command.At, command.Id)));
        if (addresses.All(id => said[id].Known == before.Account.Members[id].Known)) return null;

        var now = time.GetUtcNow();
        var state = before with { Account = before.Account with { Members = said } };
        var assessment = Assessor.Look(state, playbook, now, Reachability.By(playbook.Contacts));
        var commit = StateChanges.Between(before, assessment, command.Id, playbook, now);
        return commit with
        {
            Event = HistoryEvent.Facts(commit.State.Account, command.Id, now),
            Facts = [.. commit.Facts.Select(change => change with { Note = command.Note })],
        };
    }

    private static InvalidDataException Unknown(PersonLeftCommand command) => new($"The command {command.Id} is about a person who is not known.");
}
