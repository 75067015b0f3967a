using System.Collections.Immutable;
using Intake.Agenda;
using Intake.Learning;
using Intake.Outgoing;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Carries out the side effects of a commit: index rows, the funnel's rows, agenda entries, what sales answered. Each may be carried out twice.</summary>
public sealed class Outbox(AccountStore accounts, LeadIndex index, StageChanges funnel, AgendaTable agenda, AnswersTable answers, HeldTable held, PlaybookInForce playbooks, Documents documents, Deliveries deliveries)
{
    private const int MaxRounds = 20;

    /// <summary>Carries out what a commit decided, and what an earlier one left undone.</summary>
    public async Task FlushAsync(CommittedAccount committed, CancellationToken cancellationToken)
    {
        await CarryOutAsync(committed, cancellationToken);
        if (!await accounts.RemoveOutboxAsync(committed.State.Account.Id, committed.Outbox.Keys, cancellationToken))
            await FlushAgainAsync(committed.State.Account.Id, cancellationToken);
    }

    /// <summary>Carries out what is left of an account and writes all its index rows anew: for a repeat, whose first run may have died half-way,
    /// and for a run that was overtaken, which may have written an index row from an older state.</summary>
    public async Task FlushAgainAsync(string accountId, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await accounts.LoadAsync(accountId, cancellationToken) is not { } loaded) return;
            await index.PutAsync(loaded.State, loaded.State.Leads.Keys, cancellationToken);
            await CarryOutAsync(new CommittedAccount(loaded.State, loaded.Outbox, ImmutableDictionary<string, StageMove>.Empty), cancellationToken);
            if (await accounts.RemoveOutboxAsync(accountId, loaded.Outbox.Keys, cancellationToken)
                && (!loaded.Outbox.IsEmpty || await IsStillAsync(loaded, cancellationToken))) return;
        }
        throw new OvertakenException($"The outbox of account {accountId}", MaxRounds);
    }

    // With nothing to remove nothing tells that somebody committed meanwhile, whose index rows were overwritten by older ones.
    private async Task<bool> IsStillAsync(LoadedAccount loaded, CancellationToken cancellationToken) =>
        loaded.State.Leads.IsEmpty || (await accounts.LoadAsync(loaded.State.Account.Id, cancellationToken))?.ETag == loaded.ETag;

    private async Task CarryOutAsync(CommittedAccount committed, CancellationToken cancellationToken)
    {
        var leads = committed.Outbox.Values.Where(item => item.Kind == OutboxKind.Index).Select(item => item.Reference).Where(committed.State.Leads.ContainsKey);
        await index.PutAsync(committed.State, leads, cancellationToken);
        foreach (var item in committed.Outbox.Values)
        {
            if (item.Kind == OutboxKind.Unindex) await UnindexAsync(committed.State, item.Reference, cancellationToken);
            if (item.Kind == OutboxKind.List) await held.PutAsync(committed.State, HeldLead.Parse(item.Reference), cancellationToken);
            if (item.Kind == OutboxKind.Unlist) await held.RemoveAsync(committed.State, HeldLead.Parse(item.Reference), cancellationToken);
            if (item.Kind == OutboxKind.RemoveBlob) await documents.RemoveAsync(item.Reference, cancellationToken);
            if (item.Kind == OutboxKind.StageChange) await CopyMoveAsync(committed, item.Reference, cancellationToken);
            if (item.Kind == OutboxKind.Answer) await NoteAnswerAsync(committed.State, item.Reference, cancellationToken);
            if (item.Kind == OutboxKind.Tell && Happening.Parse(item.Reference) is { } what) await TellAsync(committed.State, what, cancellationToken);
            if (item is { Kind: OutboxKind.Schedule, Due: { } due, Agenda: { } kind })
                await agenda.PutAsync(new AgendaEntry(due, kind, committed.State.Account.Id, item.Reference), cancellationToken);
        }
    }

    // It may have come back in the meantime.
    private Task UnindexAsync(AccountState state, string lead, CancellationToken cancellationToken) =>
        state.Leads.ContainsKey(lead) ? Task.CompletedTask : index.RemoveAsync(state.Account.Id, lead, cancellationToken);

    private async Task NoteAnswerAsync(AccountState state, string id, CancellationToken cancellationToken)
    {
        var handoff = state.Handoffs.GetValueOrDefault(id) ?? await accounts.ClosedHandoffAsync(state.Account.Id, id, cancellationToken);
        if (handoff is null) return;
        if (AnswerRow.Of(state.Account.Id, handoff, playbooks.Current.Stages) is { } row) await answers.PutAsync(row, cancellationToken);
        if (handoff.Answer is not null) await deliveries.PutAsync(state, AccountState.KeyOf(handoff.Proposition, handoff.Round), Happening.Answered(handoff), cancellationToken);
    }

    private async Task TellAsync(AccountState state, Happening what, CancellationToken cancellationToken)
    {
        if (what.Event == OutgoingEvents.InterestShown) await deliveries.PutAsync(state, what.Subject, what, cancellationToken);
        else if ((state.Handoffs.GetValueOrDefault(what.Subject) ?? await accounts.ClosedHandoffAsync(state.Account.Id, what.Subject, cancellationToken)) is { } handoff)
            await deliveries.PutAsync(state, AccountState.KeyOf(handoff.Proposition, handoff.Round), what, cancellationToken);
    }

    private async Task CopyMoveAsync(CommittedAccount committed, string row, CancellationToken cancellationToken)
    {
        if (committed.State.Account.Tester is not null) return;
        var account = committed.State.Account.Id;
        var move = committed.Moves.TryGetValue(row, out var known) ? known : await accounts.StageMoveAsync(account, row, cancellationToken);
        if (move is null) return;
        await funnel.PutAsync(account, row, move, cancellationToken);
        await deliveries.PutAsync(committed.State, move.LeadKey, new Happening(OutgoingEvents.StageChanged, row), cancellationToken);
    }
}
