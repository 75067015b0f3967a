using Intake.Playbooks;

namespace Intake.Submissions;

/// <summary>Tells what is not sales' business: support, invoices, applications and the like,
/// by the subject that the form asked for.</summary>
public static class Forwarding
{
    /// <summary>The mailbox that a submission goes to; null when it is sales' business.</summary>
    public static string? MailboxFor(Submission submission, Playbook playbook) =>
        submission.Subject is { } subject && playbook.Forms.TryGetValue(submission.Form ?? submission.Content, out var form)
            ? form.Subjects.FirstOrDefault(each => each.Id == subject)?.Forward
            : null;
}
