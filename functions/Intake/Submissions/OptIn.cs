using Intake.Playbooks;

namespace Intake.Submissions;

/// <summary>Tells whether a consent counts only once it is confirmed by mail.</summary>
public static class OptIn
{
    /// <summary>Source of what comes by a sealed link of ours.</summary>
    public const string Link = "link";

    /// <summary>Whether the submission's consents wait for a confirmation: where anybody can post an address. What comes by a link of ours is one
    /// itself, and our own systems know whom they asked.</summary>
    public static bool IsAsked(Submission submission, Playbook playbook) =>
        Suspicion.IsOpenToAll(submission) && FormOf(submission, playbook) is { DoubleOptIn: true };

    /// <summary>Whether something was consented to and a confirmation is to be mailed.</summary>
    public static bool NeedsMail(Submission submission, Playbook playbook) => Purposes(submission).Any() && IsAsked(submission, playbook);

    /// <summary>What a submission consents to.</summary>
    public static IEnumerable<string> Purposes(Submission submission) =>
        (submission.Consents ?? []).Where(consent => consent.Given).Select(consent => consent.Purpose).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The playbook's own words of what a submission consents to; never what came with it.</summary>
    public static IEnumerable<string> WordsOf(Submission submission, Playbook playbook, string language)
    {
        var form = FormOf(submission, playbook);
        return Purposes(submission).Select(purpose =>
            (form?.Consent is { } whole && whole.Purpose == purpose ? whole.Text : form?.Fields.FirstOrDefault(field => field.Consent == purpose)?.Label)
                ?.In(language) ?? purpose);
    }

    private static Form? FormOf(Submission submission, Playbook playbook) =>
        playbook.Forms.GetValueOrDefault(submission.Form ?? submission.Content)
        ?? (playbook.Content.GetValueOrDefault(submission.Content)?.Form is { } form ? playbook.Forms.GetValueOrDefault(form) : null);
}
