using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Forms;

namespace Intake.Papers;

/// <summary>Tells whether a submission asks for a file that is mailed.</summary>
public static class PaperMails
{
    /// <summary>The content to mail a link to; null for none. Whoever asks at a form, ours or a provider's, waits for a mail: what our own
    /// systems and files tell has been delivered by them.</summary>
    public static ContentItem? AskedFor(Submission submission, Playbook playbook) =>
        (submission.Source == "whitepaper" || submission.Form is not null)
        && playbook.Content.GetValueOrDefault(submission.Content) is { Asset: { } asset } item
        && (asset.Delivery == AssetDelivery.Mail || !IsAnswered(submission))
        && submission.Activity == ContentActivities.Request(item)
            ? item
            : null;

    // At a provider's form there is no answer of ours that could carry the link.
    private static bool IsAnswered(Submission submission) => submission.Source is "form" or "whitepaper";
}
