using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Something that an account manager is to be told of a lead that sales has already, with us or in the CRM.</summary>
/// <param name="To">Id of the account manager.</param>
/// <param name="Told">The newest of it.</param>
/// <param name="Telling">The mail that tells it, once that is written.</param>
/// <param name="Lead">Key of the lead.</param>
/// <param name="Handoff">The handoff; null where the CRM has an opportunity and we have no handoff.</param>
public sealed record SalesNews(string To, Trigger Told, Telling? Telling, string Lead, Handoff? Handoff)
{
    /// <summary>All that is to be told of an account, in an order that does not change.</summary>
    /// <param name="state">The account.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="team">The account managers.</param>
    /// <param name="now">The time.</param>
    public static ImmutableArray<SalesNews> Of(AccountState state, Playbook playbook, Team team, DateTimeOffset now) =>
    [
        .. from handoff in state.Handoffs.Values
           where handoff is { State: HandoffState.Mailed or HandoffState.Accepted, IsOpen: true, PendingUpdate: not null, AccountManager: not null }
           select new SalesNews(handoff.AccountManager!, handoff.PendingUpdate!, handoff.Telling, AccountState.KeyOf(handoff.Proposition, handoff.Round), handoff),
        .. Excluded.Account(state.Account, playbook) is not null ? [] :
           from lead in state.Leads
           where lead.Value is { Closed: false, News: not null }
           select new SalesNews(lead.Value.Telling?.To ?? OwnerOf(state.Account, playbook.Routing, team, now), lead.Value.News!, lead.Value.Telling, lead.Key, null),
    ];

    /// <summary>What an agenda entry of this reference is about.</summary>
    public bool IsAbout(string reference) => Handoff is null ? Lead == reference : Handoff.Id == reference;

    /// <summary>The account with it on its way by a mail.</summary>
    public AccountState On(AccountState state, string mail)
    {
        var telling = new Telling(mail, To, Told);
        return Handoff is { } handoff ? state.With(handoff with { Telling = telling }) : state.With(state.Leads[Lead] with { Telling = telling });
    }

    /// <summary>The account once the mail has left: what came after it was written is still to be told.</summary>
    public AccountState Done(AccountState state)
    {
        var left = Told == Telling?.News ? null : Told;
        return Handoff is { } handoff
            ? state.With(handoff with { PendingUpdate = left, Telling = null }) : state.With(state.Leads[Lead] with { News = left, Telling = null });
    }

    // Whoever has the account, or stands in for them; of one that nobody has, whoever takes what nobody else can.
    private static string OwnerOf(Account account, RoutingRules rules, Team team, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Hours.Zone).DateTime);
        return (team.StandIn(account.Book?.Owner, today) ?? team.StandIn(account.Book?.ParentOwner, today)
            ?? team.Serving(rules.Fallback).FirstOrDefault(manager => manager.IsAvailable(today)) ?? team.Serving(rules.Fallback).First()).Id;
    }
}
