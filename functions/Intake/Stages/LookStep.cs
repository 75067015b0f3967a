using Intake.Accounts;
using Intake.Agenda;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Stages;

/// <summary>Looks at an account on the day on which time alone moves one of its leads. Every part may be repeated.</summary>
public sealed class LookStep(AccountStore accounts, Outbox outbox, PlaybookInForce playbooks, Backoff backoff, TimeProvider time) : IAgendaStep
{
    private const int MaxTries = 20;

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Look;

    /// <summary>Does what an agenda entry reminds of. The next day goes on the agenda with the commit, so that it is not lost if this run dies after it.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadAsync(entry.Account, cancellationToken) is not { } loaded) return null;
            if (!IsNoted(loaded.State, entry)) return await DropAsync(loaded, cancellationToken);

            var now = time.GetUtcNow();
            var assessment = Assessor.Look(loaded.State, playbook, now, Reachability.By(playbook.Contacts));
            var commit = StateChanges.Between(loaded.State, assessment, AgendaKinds.Look, playbook, now);
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return null;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {entry.Account}", MaxTries);
    }

    // The lead is gone, closed, in another account, or has another day by now.
    private static bool IsNoted(AccountState state, AgendaEntry entry) =>
        state.Leads.TryGetValue(entry.Reference, out var lead) && lead is { Closed: false, LookAt: { } day }
        && LookTime.At(entry.Account, day) == entry.Due;

    // The run that looked may have died between its commit and its side effects.
    private async Task<AgendaEntry?> DropAsync(LoadedAccount loaded, CancellationToken cancellationToken)
    {
        if (!loaded.Outbox.IsEmpty) await outbox.FlushAgainAsync(loaded.State.Account.Id, cancellationToken);
        return null;
    }
}
