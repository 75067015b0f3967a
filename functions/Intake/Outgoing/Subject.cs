using Intake.Accounts;

namespace Intake.Outgoing;

/// <summary>What a delivery is about, as it stands.</summary>
/// <param name="Loaded">The account that it is in now.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Handoff">The handoff; null where it is not about one and sales has none.</param>
/// <param name="Move">The move of stage; null where it is not about one.</param>
internal sealed record Subject(LoadedAccount Loaded, Lead Lead, Handoff? Handoff, StageMove? Move);

/// <summary>Finds what a delivery is about, wherever merges have brought it.</summary>
internal sealed class SubjectFinder(AccountStore accounts)
{
    // As many merges as could have followed one another; a circle of them is none.
    private const int MostMoves = 20;

    /// <summary>The subject; null where it is not there any more.</summary>
    public Task<Subject?> FindAsync(Delivery delivery, CancellationToken cancellationToken) => delivery.What.Event switch
    {
        OutgoingEvents.StageChanged => OfMoveAsync(delivery, cancellationToken),
        OutgoingEvents.InterestShown => OfLeadAsync(delivery.Account, delivery.What.Subject, null, cancellationToken),
        _ => OfHandoffAsync(delivery.Account, delivery.What.Subject, cancellationToken),
    };

    private async Task<Subject?> OfMoveAsync(Delivery delivery, CancellationToken cancellationToken) =>
        Happening.LeadOfMove(delivery.What.Subject) is { } lead && await accounts.StageMoveAsync(delivery.Account, delivery.What.Subject, cancellationToken) is { } move
            ? await OfLeadAsync(delivery.Account, lead, move, cancellationToken) : null;

    private async Task<Subject?> OfLeadAsync(string account, string key, StageMove? move, CancellationToken cancellationToken)
    {
        if (await HereAsync(account, cancellationToken) is not { } loaded || LeadOf(loaded.State, key) is not { } lead) return null;
        return new Subject(loaded, lead, loaded.State.OpenHandoff(lead), move);
    }

    private async Task<Subject?> OfHandoffAsync(string account, string id, CancellationToken cancellationToken)
    {
        for (var moves = 0; moves < MostMoves && await accounts.LoadWithPersonsAsync(account, cancellationToken) is { } loaded; moves++)
        {
            var handoff = loaded.State.Handoffs.GetValueOrDefault(id) ?? await accounts.ClosedHandoffAsync(account, id, cancellationToken);
            var there = handoff is { State: HandoffState.Moved, MovedTo: { } to } ? to : handoff is null ? loaded.State.Account.Moved?.Account : null;
            if (there is null)
                return handoff is not null && LeadOf(loaded.State, AccountState.KeyOf(handoff.Proposition, handoff.Round)) is { } lead ? new Subject(loaded, lead, handoff, null) : null;
            account = there;
        }
        return null;
    }

    private async Task<LoadedAccount?> HereAsync(string account, CancellationToken cancellationToken)
    {
        var loaded = await accounts.LoadWithPersonsAsync(account, cancellationToken);
        for (var moves = 0; moves < MostMoves && loaded?.State.Account.Moved is { } moved; moves++)
            loaded = await accounts.LoadWithPersonsAsync(moved.Account, cancellationToken);
        return loaded;
    }

    // A merge may have given the lead another round.
    private static Lead? LeadOf(AccountState state, string key) => state.Leads.GetValueOrDefault(key) ?? state.Latest(AccountState.PropositionOf(key));
}
