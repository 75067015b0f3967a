using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Limits;
using Intake.Storage;
using Intake.Submissions;
using Intake.Telemetry;
using Intake.Webinars;

namespace Intake.Enrichment;

/// <summary>Works out who a submission is from and for which company, and passes it on to scoring.</summary>
public sealed class EnrichHandler(
    Enricher enricher, People people, AccountStore accounts, SharedLimits limits, Quarantine quarantine, WebinarTable webinars,
    MessageQueue messages, Keys keys, IntakeMetrics metrics)
{
    /// <summary>Handles one submission.</summary>
    public async Task HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.PersonId is not null) submission = await WithAddressAsync(submission, submission.PersonId, cancellationToken);
        var lookups = Lookups.Of(submission, keys);
        var suspicions = await SuspicionsAsync(submission, lookups.PersonId, cancellationToken);
        if (!suspicions.IsEmpty)
        {
            await SetApartAsync(submission, suspicions, cancellationToken);
            return;
        }

        foreach (var webinar in submission.Webinar?.Webinars ?? [])
            await webinars.RegisterAsync(webinar, Registrant.Of(submission, lookups.PersonId, submission.Webinar!.Registrant), cancellationToken);
        var enriched = await enricher.EnrichAsync(submission, lookups, cancellationToken);
        await messages.PutAsync(
            QueueNames.Enriched, "enriched", submission.Id, [enriched], IntakeJson.Default.EnvelopeEnrichedSubmission, cancellationToken);
    }

    // What is suspect by itself counts towards no limit: else a bot could use up what is a real person's.
    private async Task<ImmutableArray<string>> SuspicionsAsync(Submission submission, string personId, CancellationToken cancellationToken)
    {
        var suspicions = Suspicion.Of(submission);
        if (!suspicions.IsEmpty || submission.Released == true || !Suspicion.IsOpenToAll(submission)) return suspicions;
        var passed = await limits.PassedAsync(submission, cancellationToken);
        // One that counted before the limit was reached, and comes again after it, has its outcome.
        return !passed.IsEmpty && await IsRecordedAsync(submission, personId, cancellationToken) ? [] : passed;
    }

    private async Task<bool> IsRecordedAsync(Submission submission, string personId, CancellationToken cancellationToken) =>
        await people.FindAsync(personId, cancellationToken) is { } known
        && await accounts.SubmissionAsync(known.AccountId, submission.Id, cancellationToken) is not null;

    private async Task SetApartAsync(Submission submission, ImmutableArray<string> reasons, CancellationToken cancellationToken)
    {
        if (!await quarantine.PutAsync(submission, reasons, cancellationToken) || submission.Tester is not null) return;
        foreach (var reason in reasons) metrics.Quarantined(submission.Source, reason);
    }

    // Whoever comes by a link of ours is known, and the link holds no address.
    private async Task<Submission> WithAddressAsync(Submission submission, string personId, CancellationToken cancellationToken)
    {
        var known = await people.FindAsync(personId, cancellationToken);
        var person = known is null ? null : await accounts.PersonAsync(known.AccountId, known.PersonId, cancellationToken);
        return person?.Facts.Of(FactNames.Email) is { } email
            ? submission with { Contact = submission.Contact with { Email = email }, Tester = submission.Tester ?? TesterOf(personId, email) }
            : throw new InvalidDataException($"Submission {submission.Id} is of a person who is not known.");
    }

    // Whom the keys of the testers' world make of an address is in that world, and so is whatever comes by their links.
    private string? TesterOf(string personId, string email) =>
        EmailAddress.TryParse(email, out var address) && keys.OfTesters.Person(address.Canonical) == personId ? address.Typed : null;
}
