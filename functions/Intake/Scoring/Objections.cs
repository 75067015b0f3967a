using Intake.Accounts;

namespace Intake.Scoring;

/// <summary>What an objection does to the counts.</summary>
internal static class Objections
{
    /// <summary>Nothing that the person did counts any more; closed rounds are history and stay as they are.</summary>
    public static AccountState Forget(AccountState state, string person)
    {
        foreach (var (_, lead) in state.Leads)
            if (!lead.Closed && lead.Persons.TryGetValue(person, out var counts) && !counts.Buckets.IsEmpty)
                state = state.With(lead with { Persons = lead.Persons.SetItem(person, ActivityCounts.None) });
        return state;
    }
}
