using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Handoffs.Misplaced;

/// <summary>Finds the handoffs that would go elsewhere by the territories of today.</summary>
public sealed class MisplacedFinder(LeadIndex index, AccountStore accounts, Router router, PlaybookInForce playbooks, TeamInForce teams)
{
    private const int PageSize = 50;

    /// <summary>A page of them, and the row after which the next begins: null on the last one.</summary>
    internal async Task<(IReadOnlyList<MisplacedDocument> Found, string? After)> PageAsync(string? after, CancellationToken cancellationToken)
    {
        var (held, next) = await index.OpenOfAsync(null, after, PageSize, cancellationToken);
        List<MisplacedDocument> found = [];
        foreach (var account in held.Distinct(StringComparer.Ordinal))
            if (await accounts.LoadAsync(account, cancellationToken) is { State: var state })
                found.AddRange(state.Handoffs.Values.OrderBy(handoff => handoff.Id, StringComparer.Ordinal).Select(handoff => Of(state, handoff)).OfType<MisplacedDocument>());
        return (found, next);
    }

    /// <summary>How a handoff is out of place; null where it is not, or nobody else could take it.</summary>
    internal MisplacedDocument? Of(AccountState state, Handoff handoff)
    {
        if (!state.Leads.TryGetValue(AccountState.KeyOf(handoff.Proposition, handoff.Round), out var lead)) return null;
        if (!Misplacement.Is(Router.Input(state, lead, handoff), handoff, playbooks.Current.Routing, teams.Current)) return null;
        var given = Passing.Give(handoff, null, PassingReasons.Ordered, handoff.DecidedAt);
        var pick = router.Look(state.With(given), given);
        return pick.AccountManager == handoff.AccountManager ? null : new MisplacedDocument(
            $"{new HandoffId(state.Account.Id, handoff.Id)}", AccountState.KeyOf(lead), handoff.State.ToString().ToLowerInvariant(),
            handoff.AccountManager!, handoff.Territory!, new ElsewhereDocument(pick.Reason, pick.Territory, pick.AccountManager));
    }
}
