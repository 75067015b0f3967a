using Intake.Accounts;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Picks the account manager of a handoff; where several take turns, the turn is committed before it is told.</summary>
public sealed class Router(RoundRobinTable turns, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 20;

    /// <summary>Picks; the same handoff gets the same account manager however often it is asked for.</summary>
    public async Task<RoutingPick> PickAsync(AccountState state, Lead lead, Handoff handoff, CancellationToken cancellationToken)
    {
        var input = Input(state, lead, handoff);
        var rules = playbooks.Current.Routing;
        var pick = Routing.Pick(input, rules, teams.Current, null, time.GetUtcNow());
        return pick is { NeedsRoundRobin: true, Territory: { } territory }
            ? await TakeTurnAsync(input, territory, rules, isTest: state.Account.Tester is not null, cancellationToken)
            : pick;
    }

    /// <summary>Who would get it where nobody has to take a turn; null where somebody does.</summary>
    public RoutingPick? Named(AccountState state, Handoff handoff)
    {
        var pick = Look(state, handoff);
        return pick.NeedsRoundRobin ? null : pick;
    }

    /// <summary>Who would get it now, or in which territory they would take turns; nobody's turn is taken.</summary>
    internal RoutingPick Look(AccountState state, Handoff handoff) => Routing.Pick(
        Input(state, state.Leads[AccountState.KeyOf(handoff.Proposition, handoff.Round)], handoff), playbooks.Current.Routing, teams.Current, null, time.GetUtcNow());

    /// <summary>What routing looks at.</summary>
    internal static RoutingInput Input(AccountState state, Lead lead, Handoff handoff)
    {
        var holder = state.Handoffs.Values
            .FirstOrDefault(other => other.Id != handoff.Id && other.AccountManager is not null)?.AccountManager;
        return RoutingInput.From(state.Account, lead, handoff, holder, state.Account.Claimed);
    }

    private async Task<RoutingPick> TakeTurnAsync(
        RoutingInput input, string territory, RoutingRules rules, bool isTest, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var now = time.GetUtcNow();
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Hours.Zone).DateTime);
            var stored = await turns.LoadAsync(territory, day, cancellationToken);
            var pick = Routing.Pick(input, rules, teams.Current, stored.State, now);
            // A test looks whose turn it is, and takes it from nobody.
            if (isTest) return pick;
            if (pick.State is null || pick.State == stored.State || await turns.CommitAsync(pick.State, stored.ETag, cancellationToken))
                return pick;
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"The round robin of {territory}", MaxTries);
    }
}
