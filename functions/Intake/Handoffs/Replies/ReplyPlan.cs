using Intake.Accounts;
using Intake.Agenda;
using Intake.Playbooks;

namespace Intake.Handoffs.Replies;

/// <summary>Whom a handoff is confirmed to. A reply to a question is allowed, once, on that subject.</summary>
public static class ReplyPlan
{
    /// <summary>What to put on the agenda with the commit that records its mail: for who asked on a form that confirms, and not again when it changes hands.</summary>
    public static IEnumerable<AgendaEntry> Of(Handoff handoff, string account, Playbook playbook, DateTimeOffset now)
    {
        if (handoff is { Asked: true, Assignment: 1 } && Confirms(handoff, playbook)) yield return new AgendaEntry(now, AgendaKinds.Reply, account, handoff.Id);
    }

    /// <summary>Who is told, with the address; null for nobody: the handoff is over, or mail must not or cannot go there. A role's mailbox, such as info@, is nobody
    /// in particular: whoever typed it may not be anybody there, and the account manager answers it anyway.</summary>
    internal static (Handoff Handoff, string Person, Member Member, string Email)? To(LoadedAccount account, string handoffId, Playbook playbook)
    {
        if (account.State.Handoffs.GetValueOrDefault(handoffId) is not { State: HandoffState.Mailed or HandoffState.Accepted, IsOpen: true } handoff || !Confirms(handoff, playbook)) return null;
        var person = Aliases.PersonOf(account.State.Account, handoff.Trigger.Person);
        if (Aliases.MemberOf(account.State.Account, person) is not { Undeliverable: false, Disposable: false, Role: false, Left: false } member) return null;
        // At the address that they asked with.
        return account.Persons.GetValueOrDefault(handoff.Trigger.Person)?.Facts.Of(FactNames.Email) is { } email ? (handoff, person, member, email) : null;
    }

    private static bool Confirms(Handoff handoff, Playbook playbook) => playbook.Forms.GetValueOrDefault(handoff.Trigger.Content) is { Confirm: true };
}
