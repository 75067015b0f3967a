using Intake.Accounts;
using Intake.Storage;
using Intake.Submissions;
using Intake.Webinars;

namespace Intake.Enrichment;

/// <summary>Works out who a submission is from and for which company, and passes it on to scoring.</summary>
public sealed class EnrichHandler(
    Enricher enricher, People people, AccountStore accounts, Quarantine quarantine, WebinarTable webinars, MessageQueue messages, Keys keys)
{
    /// <summary>Handles one submission.</summary>
    public async Task HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.PersonId is not null) submission = await WithAddressAsync(submission, submission.PersonId, cancellationToken);
        var lookups = Lookups.Of(submission, keys);
        if (submission is { Released: not true, Suspicions: { Length: > 0 } suspicions })
        {
            await quarantine.PutAsync(lookups.PersonId, submission, suspicions, cancellationToken);
            return;
        }

        foreach (var webinar in submission.Webinar?.Webinars ?? [])
            await webinars.RegisterAsync(webinar, Registrant.Of(submission, lookups.PersonId, submission.Webinar!.Registrant), cancellationToken);
        var enriched = await enricher.EnrichAsync(submission, lookups, cancellationToken);
        await messages.PutAsync(
            QueueNames.Enriched, "enriched", submission.Id, [enriched], IntakeJson.Default.EnvelopeEnrichedSubmission, cancellationToken);
    }

    // Whoever comes by a link of ours is known, and the link holds no address.
    private async Task<Submission> WithAddressAsync(Submission submission, string personId, CancellationToken cancellationToken)
    {
        var known = await people.FindAsync(personId, cancellationToken);
        var person = known is null ? null : await accounts.PersonAsync(known.AccountId, known.PersonId, cancellationToken);
        return person?.Facts.Of(FactNames.Email) is { } email
            ? submission with { Contact = submission.Contact with { Email = email } }
            : throw new InvalidDataException($"Submission {submission.Id} is of a person who is not known.");
    }
}
