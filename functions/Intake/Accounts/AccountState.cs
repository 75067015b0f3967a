using System.Collections.Immutable;
using System.Globalization;

namespace Intake.Accounts;

/// <summary>All of an account that a decision needs: the rows that one range query reads.</summary>
/// <param name="Account">The account.</param>
/// <param name="Leads">Every round of every lead, by <see cref="KeyOf(Lead)"/>.</param>
/// <param name="Handoffs">The open handoffs, by id.</param>
public sealed record AccountState(
    Account Account, ImmutableSortedDictionary<string, Lead> Leads, ImmutableSortedDictionary<string, Handoff> Handoffs)
{
    /// <summary>An account without leads.</summary>
    public static AccountState Of(Account account) => new(account,
        ImmutableSortedDictionary.Create<string, Lead>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, Handoff>(StringComparer.Ordinal));

    /// <summary>Key of a lead: <c>charging:1</c>.</summary>
    public static string KeyOf(Lead lead) => KeyOf(lead.Proposition, lead.Round);

    /// <summary>Key of a lead: <c>charging:1</c>.</summary>
    public static string KeyOf(string proposition, int round) => string.Create(CultureInfo.InvariantCulture, $"{proposition}:{round}");

    /// <summary>The proposition of the lead with a key.</summary>
    public static string PropositionOf(string key) => key[..key.LastIndexOf(':')];

    /// <summary>The newest round of the lead in a proposition, closed or not; null when there is none.</summary>
    public Lead? Latest(string proposition)
    {
        Lead? latest = null;
        foreach (var (_, lead) in Leads)
            if (lead.Proposition == proposition && lead.Round > (latest?.Round ?? 0)) latest = lead;
        return latest;
    }

    /// <summary>The open handoff of a lead; null when there is none.</summary>
    public Handoff? OpenHandoff(Lead lead)
    {
        foreach (var (_, handoff) in Handoffs)
            if (handoff.IsOpen && handoff.Proposition == lead.Proposition && handoff.Round == lead.Round) return handoff;
        return null;
    }

    /// <summary>With a lead added or replaced.</summary>
    public AccountState With(Lead lead) => this with { Leads = Leads.SetItem(KeyOf(lead), lead) };

    /// <summary>With a handoff added or replaced.</summary>
    public AccountState With(Handoff handoff) => this with { Handoffs = Handoffs.SetItem(handoff.Id, handoff) };
}
