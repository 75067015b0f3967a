using Intake.Accounts;
using Intake.Agenda;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Stages;

/// <summary>Notes on each lead the day on which time alone moves it, so that somebody looks then. At most one is noted, and an earlier day only replaces it;
/// what is overtaken is dropped when it falls due.</summary>
internal static class LookAhead
{
    /// <summary>The account with these days noted.</summary>
    public static AccountState Note(AccountState state, Playbook playbook, DateTimeOffset now)
    {
        foreach (var (_, lead) in state.Leads)
            if (DayOf(state, lead, playbook, now) is var day && day != lead.LookAt) state = state.With(lead with { LookAt = day });
        return state;
    }

    /// <summary>What to put on the agenda for the days that are new.</summary>
    public static IEnumerable<AgendaEntry> Entries(AccountState? before, AccountState after) =>
        from lead in after.Leads
        where lead.Value.LookAt is not null && lead.Value.LookAt != before?.Leads.GetValueOrDefault(lead.Key)?.LookAt
        select Entry(after.Account.Id, lead.Key, lead.Value.LookAt!.Value);

    /// <summary>The agenda entry of a day that is noted on a lead.</summary>
    public static AgendaEntry Entry(string account, string lead, DateOnly day) => new(LookTime.At(account, day), AgendaKinds.Look, account, lead);

    private static DateOnly? DayOf(AccountState state, Lead lead, Playbook playbook, DateTimeOffset now)
    {
        if (lead.Closed) return lead.LookAt;
        // One whose time has come is being looked at now.
        var noted = lead.LookAt is { } day && LookTime.At(state.Account.Id, day) > now ? lead.LookAt : null;
        return Cooling.NextDay(state, lead, playbook, now, Reachability.By(playbook.Contacts), before: noted) ?? noted;
    }
}
