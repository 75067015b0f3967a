using Intake.Accounts;
using static Intake.Enrichment.EnricherOutcome;

namespace Intake.Enrichment;

/// <summary>Where we have a name from, when not from the person: they have a right to hear it.</summary>
internal static class SourceEnricher
{
    /// <summary>Who referred them to us.</summary>
    public static Enriching Of(Draft draft) =>
        draft.Submission.Source == "referral" && draft.Submission.Fields.GetValueOrDefault("referredBy") is { } name
            ? new(draft.WithPerson(FactNames.Source, $"referral: {name}"), Found)
            : new(draft, NotFound);
}
