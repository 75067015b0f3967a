using Intake.Enrichment;
using Intake.Storage;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;

namespace Intake.Submissions;

/// <summary>Takes an entry in: gives it its id, puts it on the queue, and answers with a receipt only once the queue has it.</summary>
public sealed class SubmissionDesk(
    Keys keys, MessageQueue queue, Receipts receipts, TimeProvider time, IntakeMetrics metrics, ILogger<SubmissionDesk> logger)
{
    // Platforms wait three seconds. The first try may take most of the time there is; a second one helps against a lost packet.
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(1.2), SecondTry = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.1);

    /// <summary>Accepts an entry. Not to be cancelled: a client that hangs up has posted all the same.</summary>
    /// <param name="entry">What was said.</param>
    /// <param name="key">How a repeat is recognised.</param>
    /// <param name="languageHint">Language of the sender's browser, where they did not say.</param>
    /// <param name="quarantine">Why a human must look at it; null for nearly all.</param>
    /// <returns>The receipt, or why it is not accepted.</returns>
    public async Task<Parsed<string>> AcceptAsync(Entry entry, SubmissionKey key, string? languageHint = null, string? quarantine = null)
    {
        if (!EmailAddress.TryParse(entry.Contact.Email, out var email))
            return new Rejection(RejectionKind.Fields, "There is no usable email address.")
            {
                Errors = [new FieldError("email", FieldFault.NotAnEmail)],
            };

        var made = SubmissionMaker.Make(keys, entry, email, key, time.GetUtcNow());
        var submission = made with { Language = made.Language ?? languageHint, Quarantine = quarantine };
        if (!await TryPutAsync(submission, FirstTry) && !await TryPutAsync(submission, SecondTry))
        {
            metrics.Rejected(entry.Source, RejectionKind.Unavailable);
            return new Rejection(RejectionKind.Unavailable, "Not accepted just now. Please try again.");
        }

        metrics.Accepted(entry.Source, entry.Activity);
        return receipts.Issue(new Receipt(keys.Person(email.Canonical), submission.Id, submission.Fingerprint));
    }

    // Whatever goes wrong means the same to the sender: not accepted, try again.
    // It may be on the queue all the same, and its id makes that harmless.
    private async Task<bool> TryPutAsync(Submission submission, TimeSpan budget)
    {
        using var timeout = new CancellationTokenSource(budget, time);
        try
        {
            await queue.PutAsync(QueueNames.Submissions, "submissions", submission.Id, [submission],
                IntakeJson.Default.EnvelopeSubmission, timeout.Token).WaitAsync(budget + Grace, time, CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            ReceiveLog.NotPut(logger, submission.Id, e.GetType().Name, (e as Azure.RequestFailedException)?.Status ?? 0);
            return false;
        }
    }
}
