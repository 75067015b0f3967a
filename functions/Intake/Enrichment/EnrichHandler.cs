using Intake.Storage;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>Works out who a submission is from and for which company, and passes it on to scoring.</summary>
public sealed class EnrichHandler(Enricher enricher, Quarantine quarantine, MessageQueue messages, Keys keys)
{
    /// <summary>Handles one submission.</summary>
    public async Task HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var lookups = Lookups.Of(submission, keys);
        if (submission.Quarantine is { } reason)
        {
            await quarantine.PutAsync(lookups.PersonId, submission, reason, cancellationToken);
            return;
        }

        var enriched = await enricher.EnrichAsync(submission, lookups, cancellationToken);
        await messages.PutAsync(
            QueueNames.Enriched, "enriched", submission.Id, [enriched], IntakeJson.Default.EnvelopeEnrichedSubmission, cancellationToken);
    }
}
