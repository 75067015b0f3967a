using Intake.Accounts;
using Intake.Agenda;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>What a change of a handoff makes happen besides its mail.</summary>
internal static class FollowUp
{
    /// <summary>The reminders to put on the agenda with the commit.</summary>
    public static IEnumerable<AgendaEntry> Of(AccountState? before, Handoff? was, AccountState after, Handoff handoff, Playbook playbook, DateTimeOffset now)
    {
        var account = after.Account.Id;
        if (handoff.IsOpen && (was is null ? HasClocks(handoff) : ClocksChanged(before!, was, after, handoff))) yield return new AgendaEntry(now, AgendaKinds.Clock, account, handoff.Id);
        if (was is not null && handoff.Assignment > was.Assignment && Notices.IsTold(handoff.Former!.Value[^1]))
            yield return new AgendaEntry(now, AgendaKinds.Notice, account, Notices.Reference(handoff.Id, handoff.Assignment - 2));
        if (handoff.End is { By: Lapse.Clock } && was is { End: null }) yield return new AgendaEntry(now, AgendaKinds.Notice, account, Notices.Reference(handoff.Id, handoff.Assignment - 1));
        if (was is { IsOpen: true } && !handoff.IsOpen && Refused(handoff) is { } reason && playbook.Stages.Reasons.GetValueOrDefault(reason) is { Forward: not null })
            yield return new AgendaEntry(now, AgendaKinds.ForwardRefused, account, handoff.Id);
    }

    /// <summary>Playbook id of the reason for which it was refused or ended; null for none.</summary>
    public static string? Refused(Handoff handoff) => handoff.End?.Reason ?? handoff.Answer?.Reason;

    // One that comes with its lead from another account brings them along.
    private static bool HasClocks(Handoff handoff) => handoff.State is HandoffState.Mailed or HandoffState.Accepted;

    private static bool ClocksChanged(AccountState before, Handoff was, AccountState after, Handoff handoff) =>
        HasClocks(handoff)
        && (handoff.Answer != was.Answer || handoff.Assignment != was.Assignment || handoff.SnoozedUntil != was.SnoozedUntil || handoff.Contacts?.Length != was.Contacts?.Length
            || (handoff.State == HandoffState.Accepted && StageOf(before, handoff) != StageOf(after, handoff)));

    private static string? StageOf(AccountState state, Handoff handoff) =>
        state.Leads.GetValueOrDefault(AccountState.KeyOf(handoff.Proposition, handoff.Round))?.Stage;
}
