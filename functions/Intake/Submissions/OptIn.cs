using Intake.Playbooks;

namespace Intake.Submissions;

/// <summary>Tells whether a consent counts only once it is confirmed by mail.</summary>
public static class OptIn
{
    /// <summary>Source of what comes by a sealed link of ours.</summary>
    public const string Link = "link";

    /// <summary>Whether the submission's consents wait for a confirmation. What comes by a link of ours is one itself.</summary>
    public static bool IsAsked(Submission submission, Playbook playbook) =>
        submission.Source != Link && FormOf(submission, playbook) is { DoubleOptIn: true };

    /// <summary>Whether marketing mail was consented to and a confirmation is to be mailed.</summary>
    public static bool NeedsMail(Submission submission, Playbook playbook) =>
        submission.Consents?.Any(consent => consent is { Purpose: ConsentPurposes.Mail, Given: true }) is true && IsAsked(submission, playbook);

    /// <summary>The playbook's own words of the consent to mail; never what came with the submission.</summary>
    public static string? WordsOf(Submission submission, Playbook playbook, string language)
    {
        var form = FormOf(submission, playbook);
        var box = form?.Fields.FirstOrDefault(field => field.Consent == ConsentPurposes.Mail);
        return (form?.Consent is { Purpose: ConsentPurposes.Mail } whole ? whole.Text : box?.Label)?.In(language);
    }

    private static Form? FormOf(Submission submission, Playbook playbook) =>
        playbook.Forms.GetValueOrDefault(submission.Form ?? submission.Content)
        ?? (playbook.Content.GetValueOrDefault(submission.Content)?.Form is { } form ? playbook.Forms.GetValueOrDefault(form) : null);
}
