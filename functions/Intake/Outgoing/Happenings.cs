using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Outgoing;

/// <summary>Finds in a commit what other systems may be told, beside what its other side effects say already. Pure.</summary>
internal static class Happenings
{
    /// <summary>What a commit makes known; nothing where no endpoint of the playbook wants it.</summary>
    public static IEnumerable<Happening> Of(AccountCommit commit, AccountState? before, Playbook playbook)
    {
        // A test is nobody's.
        if (playbook.Endpoints.Endpoints.IsEmpty || commit.State.Account.Tester is not null) return [];
        return Given(commit, before).Concat(Shown(commit, before, playbook)).Where(happening => Choice.IsWanted(playbook, happening.Event));
    }

    private static IEnumerable<Happening> Given(AccountCommit commit, AccountState? before) =>
        from id in commit.ChangedHandoffs
        let handoff = commit.State.Handoffs[id]
        where handoff.State == HandoffState.Mailed && before?.Handoffs.GetValueOrDefault(id)?.State == HandoffState.Due
        select Happening.Given(handoff);

    private static IEnumerable<Happening> Shown(AccountCommit commit, AccountState? before, Playbook playbook)
    {
        var account = commit.State.Account;
        if (commit.Submissions.IsEmpty || AccountKinds.Of(account) != AccountKinds.Customer || account.Book?.Owner is null) return [];
        return from key in commit.ChangedLeads
            let lead = commit.State.Leads[key]
            where lead is { Closed: false, Newest: not null } && lead.Newest != before?.Leads.GetValueOrDefault(key)?.Newest
            where playbook.Stages.Find(lead.Stage).Role is Role.Entry or Role.Working && commit.State.OpenHandoff(lead) is null
            select new Happening(OutgoingEvents.InterestShown, key, $"{lead.Newest!.At.UtcDateTime:yyyyMMdd}");
    }
}
