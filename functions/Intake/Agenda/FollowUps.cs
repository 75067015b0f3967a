using Intake.Papers;
using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Agenda;

/// <summary>What a submission makes happen besides its score.</summary>
public static class FollowUps
{
    /// <summary>The reminders to put on the agenda with its commit.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="account">Id of the account it is recorded in.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<AgendaEntry> Of(Submission submission, string account, Playbook playbook, DateTimeOffset now)
    {
        if (Forwarding.MailboxFor(submission, playbook) is not null) yield return new AgendaEntry(now, AgendaKinds.Forward, account, submission.Id);
        if (PaperMails.AskedFor(submission, playbook) is not null) yield return new AgendaEntry(now, AgendaKinds.Paper, account, submission.Id);
        if (OptIn.NeedsMail(submission, playbook)) yield return new AgendaEntry(now, AgendaKinds.Confirm, account, submission.Id);
    }
}
