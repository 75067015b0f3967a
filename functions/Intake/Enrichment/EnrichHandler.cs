using Intake.Storage;
using Intake.Submissions;
using Intake.Webinars;

namespace Intake.Enrichment;

/// <summary>Works out who a submission is from and for which company, and passes it on to scoring; what is suspect is set apart.</summary>
public sealed class EnrichHandler(
    Enricher enricher, SealedSenders senders, SubmissionGuard guard, Registrations registrations, MessageQueue messages, Keys keys)
{
    /// <summary>Handles one submission.</summary>
    public async Task HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.PersonId is { } person)
        {
            if (await senders.WithAddressAsync(submission, person, cancellationToken) is not { } known)
            {
                await guard.SetApartAsync(submission, [QuarantineReasons.UnknownPerson], cancellationToken);
                return;
            }
            submission = known;
        }

        var lookups = Lookups.Of(submission, keys);
        if (await guard.HoldsAsync(submission, lookups.PersonId, cancellationToken)) return;

        await registrations.AddAsync(submission, lookups.PersonId, cancellationToken);
        var enriched = await enricher.EnrichAsync(submission, lookups, cancellationToken);
        await messages.PutAsync(
            QueueNames.Enriched, "enriched", submission.Id, [enriched], IntakeJson.Default.EnvelopeEnrichedSubmission, cancellationToken);
    }
}
