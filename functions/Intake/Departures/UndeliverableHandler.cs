using Intake.Accounts;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Departures;

/// <summary>Marks the address of a person as one that mail does not reach, and looks at the leads of their account again.</summary>
public sealed class UndeliverableHandler(People people, AccountStore accounts, Outbox outbox, Rescorer rescorer, PlaybookInForce playbooks, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 30;

    /// <summary>Carries out one command; the same one twice is a no-op, as is one about somebody who was erased meanwhile.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account, or the person is on the way to another one; a later try will do.</exception>
    public async Task HandleAsync(UndeliverableCommand command, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(command.Person, cancellationToken) is not { } person) return;
        var playbook = playbooks.Current;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await rescorer.LoadAsync(person.AccountId, playbook, cancellationToken) is not { } loaded) return;
            if (loaded.State.Account.Moved is not null || Leaving.Of(loaded.State.Account, person.PersonId) is not null) throw new OvertakenException($"The person {person.PersonId}", 1);
            if (loaded.State.Account.Members.GetValueOrDefault(person.PersonId) is not { Undeliverable: false } member)
            {
                await outbox.FlushAgainAsync(person.AccountId, cancellationToken);
                return;
            }
            var commit = Decide(loaded.State, person.PersonId, Undeliverables.Say(member, command.At, command.Id), command, playbook);
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {person.AccountId}", MaxTries);
    }

    private AccountCommit Decide(AccountState before, string person, Member said, UndeliverableCommand command, Playbook playbook)
    {
        var now = time.GetUtcNow();
        var state = before with { Account = before.Account with { Members = before.Account.Members.SetItem(person, said) } };
        var commit = StateChanges.Between(before, Assessor.Look(state, playbook, now, Reachability.By(playbook.Contacts)), command.Id, playbook, now);
        return commit with
        {
            Event = HistoryEvent.Facts(commit.State.Account, command.Id, now),
            Facts = [.. commit.Facts, new FactChange(FactNames.Undeliverable, "", Undeliverables.Bounced, command.At, command.Id) { Person = person }],
        };
    }
}
