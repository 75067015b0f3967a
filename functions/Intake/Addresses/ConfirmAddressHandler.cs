using Intake.Accounts;
using Intake.Http;
using Intake.Merging;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Addresses;

/// <summary>Carries out what the owner of two addresses confirmed: they become one person by a merge like any other, which can be undone. Of two companies'
/// addresses it is only noted.</summary>
public sealed partial class ConfirmAddressHandler(
    AddressPairs pairs, People people, AccountStore accounts, CommandDesk desk, Outbox outbox, Backoff backoff, ILogger<ConfirmAddressHandler> logger)
{
    private const int MaxTries = 20;

    /// <summary>Carries it out; the same one twice is a no-op.</summary>
    /// <exception cref="OvertakenException">Others are changing the same persons or accounts; a later try will do.</exception>
    public async Task HandleAsync(ConfirmAddressCommand command, CancellationToken cancellationToken)
    {
        var pair = await LookAsync(command, cancellationToken);
        if (pair is { State: PairState.Mergeable, Other: null })
        {
            // Whoever was quicker with a first submission from it has made a person of it, who is looked at then.
            await people.ClaimAsync(command.Other, pair.Asking!.Account.Id, cancellationToken);
            pair = await LookAsync(command, cancellationToken);
        }
        switch (pair.State)
        {
            case PairState.Underway: throw new OvertakenException($"The command {command.Id}", 1);
            case PairState.Mergeable: await desk.PutAsync(MergeOf(pair.Asking!, pair.Other!, command), cancellationToken); break;
            case PairState.Apart: await NoteAsync(pair.Asking!, command, cancellationToken); break;
            default: NothingToDo(logger, command.Id); break;
        }
    }

    private Task<AddressPair> LookAsync(ConfirmAddressCommand command, CancellationToken cancellationToken) =>
        pairs.LookAsync(command.Asking, _ => (command.Other, command.Company), cancellationToken);

    // Whoever asked stays who they are. But a company's lead goes into nobody's private account: there it is the private address that goes.
    private static MergeCommand MergeOf(AddressSide asking, AddressSide other, ConfirmAddressCommand command)
    {
        var (goes, stays) = !asking.Account.IsCompany && other.Account.IsCompany ? (asking, other) : (other, asking);
        return new MergeCommand
        {
            // Clicked twice it is one; after it was undone it is another.
            Id = Keys.Id("confirm-address", goes.Person.PersonId, stays.Person.PersonId, goes.Version), At = command.At, Evidence = MergeEvidence.ConfirmedAddress,
            Source = goes.Account.Id, Target = stays.Account.Id, Person = goes.Person.PersonId, AliasOf = stays.Person.PersonId,
        };
    }

    private async Task NoteAsync(AddressSide asking, ConfirmAddressCommand command, CancellationToken cancellationToken)
    {
        var (account, id) = (asking.Account.Id, asking.Person.PersonId);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadAsync(account, cancellationToken) is not { } loaded || await accounts.PersonHereAsync(account, id, cancellationToken) is not { } person) break;
            if (person.Moved is not null) throw new OvertakenException($"The person {id}", 1);
            var facts = person.Facts.Merge([new(FactNames.AlsoAt, command.Other)], command.At, command.Id);
            if (facts == person.Facts) break;
            var commit = new AccountCommit { State = loaded.State, Person = person with { Facts = facts }, Facts = FactChanges.Between(person.Facts, facts, person.Id) };
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
            if (attempt == MaxTries - 1) throw new OvertakenException($"Account {account}", MaxTries);
        }
        await outbox.FlushAgainAsync(account, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Command {CommandId} confirms an address that is one with the other already, or of somebody who is not known any more")]
    private static partial void NothingToDo(ILogger logger, string commandId);
}
