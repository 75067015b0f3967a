using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Bulk;
using Intake.Submissions.Forms;
using Intake.Submissions.Imports;

namespace Intake.Papers;

/// <summary>Tells whether a submission asks for a file that is mailed.</summary>
public static class PaperMails
{
    /// <summary>The content to mail a link to; null for none. Whoever asks at a form, ours or a provider's, waits for a mail: what our own
    /// systems and files tell has been delivered by them.</summary>
    public static ContentItem? AskedFor(Submission submission, Playbook playbook) =>
        submission.Source is not (PostedActivity.Source or CardRow.Source)
        && playbook.Content.GetValueOrDefault(submission.Content) is { Asset.Delivery: AssetDelivery.Mail } item
        && submission.Activity == ContentActivities.Request(item)
            ? item
            : null;
}
