using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Forms;

namespace Intake.Papers;

/// <summary>Tells whether a submission asks for a file that is mailed.</summary>
public static class PaperMails
{
    /// <summary>The content to mail a link to; null for none. Only who asks at a form of ours is waiting for a mail:
    /// what other systems tell has been delivered by them.</summary>
    public static ContentItem? AskedFor(Submission submission, Playbook playbook) =>
        submission is { Source: "whitepaper" } or { Source: "form", Form: not null }
        && playbook.Content.GetValueOrDefault(submission.Content) is { Asset.Delivery: AssetDelivery.Mail } item
        && submission.Activity == ContentActivities.Request(item)
            ? item
            : null;
}
