using Intake.Accounts;
using Intake.Playbooks.Conditions;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>Tells conditions all that is known of a case.</summary>
internal static class CaseFields
{
    /// <summary>The values of the account, the lead, the score, and of the person where one is meant.</summary>
    public static FieldValues Of(Case it, Score score, Member? person = null)
    {
        var values = new FieldValues();
        AccountFields.Fill(values, it.Account, it.Lead, it.Today);
        AccountFields.Fill(values, person);
        Fill(values, score);
        return values;
    }

    /// <summary>Tells what is known of a score.</summary>
    public static void Fill(FieldValues values, Score score)
    {
        values.SetHundredths(Fields.Total, score.Total);
        values.SetHundredths(Fields.Interest, score.Interest);
        values.SetHundredths(Fields.Phase, score.Phase);
        values.SetHundredths(Fields.Fit, score.Fit);
        values.SetHundredths(Fields.Value, score.Value);
        values.Set(Fields.PhaseName, score.PhaseName);
    }
}
