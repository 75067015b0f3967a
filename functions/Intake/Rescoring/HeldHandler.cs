using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Rescoring;

/// <summary>Carries out what was decided of leads that are held. The same twice is a no-op.</summary>
public sealed class HeldHandler(
    AccountStore accounts, HeldTable held, Rescorer rescorer, Outbox outbox, MessageQueue messages, PlaybookInForce playbooks, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 30;

    /// <summary>Parts the decision on all into one for each lead, so that each is carried out by itself.</summary>
    public async Task HandleAsync(AllHeldCommand command, CancellationToken cancellationToken)
    {
        await foreach (var lead in held.AllAsync(command.Version, cancellationToken))
        {
            var one = new HeldCommand
            {
                Id = Keys.Id(command.Id, lead.Account, lead.Lead), At = command.At, Version = command.Version, Account = lead.Account, Lead = lead.Lead, Release = command.Release,
            };
            await messages.PutAsync(QueueNames.Commands, "commands", one.Id, [one], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        }
    }

    /// <summary>Carries out the decision on one lead: released, it is looked at as any other, and handed off if it still passes.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task HandleAsync(HeldCommand command, CancellationToken cancellationToken)
    {
        var (playbook, of) = (playbooks.Current, new HeldLead(command.Version, command.Lead));
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var loaded = await rescorer.LoadAsync(command.Account, playbook, cancellationToken);
            // What another version holds was not what this was decided of.
            if (loaded?.State.Account.CountedBy != command.Version || loaded.State.Leads.GetValueOrDefault(command.Lead) is not { Held: { } trigger, Closed: false } lead)
            {
                await held.RemoveAsync(command.Account, of, cancellationToken);
                if (loaded is { Outbox.IsEmpty: false }) await outbox.FlushAgainAsync(command.Account, cancellationToken);
                return;
            }
            // What is not handed off now never is for the same activity: as if sales had had it.
            if (await accounts.CommitAsync(Decide(loaded.State, lead with { Held = null, LastTrigger = command.Release ? lead.LastTrigger : trigger }, command.Release, of, playbook), loaded, cancellationToken)
                is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {command.Account}", MaxTries);
    }

    private AccountCommit Decide(AccountState state, Lead decided, bool release, HeldLead of, Playbook playbook)
    {
        var now = time.GetUtcNow();
        var assessment = Assessor.Look(state.With(decided), playbook, now, Reachability.By(playbook.Contacts));
        return StateChanges.Between(state, assessment, (release ? "released:" : "not-released:") + of.Version, playbook, now);
    }
}
