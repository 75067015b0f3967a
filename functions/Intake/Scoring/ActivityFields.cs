using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Submissions;

namespace Intake.Scoring;

/// <summary>Tells conditions what somebody did.</summary>
internal static class ActivityFields
{
    /// <summary>The fields of the activity; all others stay unknown.</summary>
    public static FieldValues Of(Submission submission, string content, Playbook playbook)
    {
        var (values, item) = (new FieldValues { OfForm = submission.Fields }, playbook.Content.GetValueOrDefault(content));
        values.Set(Fields.Content, content == Proposition.NotStated ? null : content);
        values.Set(Fields.Kind, item?.Kind);
        values.Set(Fields.Topic, item?.Topic);
        values.Set(Fields.ContentPhase, item?.Phase ?? playbook.Forms.GetValueOrDefault(content)?.Phase);
        values.Set(Fields.Form, submission.Form);
        values.Set(Fields.Source, submission.Source);
        values.Set(Fields.Subject, submission.Subject);
        values.Set(Fields.Stated, submission.Proposition);
        values.Set(Fields.ActivityLanguage, submission.Language);
        values.Set(Fields.Campaign, submission.Touch?.Campaign);
        values.Set(Fields.Channel, submission.Touch?.Source);
        values.Set(Fields.AttendedMinutes, submission.AttendedMinutes);
        values.SetHundredths(Fields.AttendedPercent, AttendedPercent(submission, playbook));
        values.Set(Fields.TimeframeMonths, submission.TimeframeMonths);
        return values;
    }

    /// <summary>Hundredths of a percent of a webinar that were attended; null where the minutes or the length are unknown.</summary>
    public static long? AttendedPercent(Submission submission, Playbook playbook) =>
        submission.AttendedMinutes is { } minutes && Activities.DurationOf(submission, playbook) is > 0 and var duration
            ? minutes * 100 * FieldValues.Scale / duration : null;
}
