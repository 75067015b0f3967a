using Intake.Accounts;
using Intake.Agenda;
using Intake.Playbooks;

namespace Intake.Handoffs.Replies;

/// <summary>What a person of a handoff is mailed: whoever asked is told once, on that subject, who will call; others where the gate's actions and the rules of contact say so.</summary>
public static class ReplyPlan
{
    /// <summary>What to put on the agenda with the commit that records that it was handed over; not again when it changes hands.</summary>
    public static IEnumerable<AgendaEntry> Of(Handoff handoff, string account, Playbook playbook, DateTimeOffset now)
    {
        if (handoff.Assignment == 1 && (Confirms(handoff, playbook) || MailOf(handoff, playbook) is not null)) yield return new AgendaEntry(now, AgendaKinds.Reply, account, handoff.Id);
    }

    /// <summary>Who is mailed, and what; null for nobody: the handoff is over, or mail must not or cannot go there. A role's mailbox, such as info@, is nobody
    /// in particular: whoever typed it may not be anybody there, and the account manager answers it anyway.</summary>
    internal static Reply? To(LoadedAccount loaded, string handoffId, Playbook playbook)
    {
        var account = loaded.State.Account;
        if (loaded.State.Handoffs.GetValueOrDefault(handoffId) is not { State: HandoffState.Mailed or HandoffState.Accepted, IsOpen: true } handoff) return null;
        var person = Aliases.PersonOf(account, handoff.Trigger.Person);
        if (Aliases.MemberOf(account, person) is not { Undeliverable: false, Disposable: false, Role: false, Left: false } member) return null;
        // At the address that they did it with.
        if (loaded.Persons.GetValueOrDefault(handoff.Trigger.Person) is not { } known || known.Facts.Of(FactNames.Email) is not { } email) return null;
        if (Confirms(handoff, playbook)) return new Reply(handoff, person, member, email, null);
        return MailOf(handoff, playbook) is { } mail && Permissions.For(known, member, account, handoff.Proposition, playbook.Contacts).Mail is not null
            ? new Reply(handoff, person, member, email, mail) : null;
    }

    private static bool Confirms(Handoff handoff, Playbook playbook) => handoff.Asked && playbook.Forms.GetValueOrDefault(handoff.Trigger.Content) is { Confirm: true };

    private static PersonMail? MailOf(Handoff handoff, Playbook playbook) => playbook.Stages.Gates.ActionsOf(handoff.Gate).Person;
}

/// <summary>A mail to a person of a handoff.</summary>
/// <param name="Handoff">The handoff.</param>
/// <param name="Person">Their id.</param>
/// <param name="Member">The person as the account has them.</param>
/// <param name="Email">Their address.</param>
/// <param name="Mail">What the playbook has them told; null where they asked and are told who will call.</param>
internal sealed record Reply(Handoff Handoff, string Person, Member Member, string Email, PersonMail? Mail);
