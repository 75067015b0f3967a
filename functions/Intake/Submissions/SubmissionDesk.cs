using System.Collections.Immutable;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions.Sources;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;

namespace Intake.Submissions;

/// <summary>Takes entries in: gives each its id, puts it on the queue, and answers with a receipt only once the queue has it.</summary>
public sealed class SubmissionDesk(
    Keys keys, MessageQueue queue, Receipts receipts, TimeProvider time, IntakeMetrics metrics, ILogger<SubmissionDesk> logger)
{
    /// <summary>At most so many submissions share a message.</summary>
    public const int MaxBatch = 40;

    // Platforms wait three seconds. The first try may take most of the time there is; a second one helps against a lost packet.
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(1.2), SecondTry = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.1);

    private static readonly Rejection NotNow = new(RejectionKind.Unavailable, "Not accepted just now. Please try again.");

    /// <summary>Accepts an entry. Not to be cancelled: a client that hangs up has posted all the same.</summary>
    /// <returns>The receipt, or why it is not accepted.</returns>
    public async Task<Parsed<string>> AcceptAsync(Entry entry, SubmissionKey key, Circumstances? circumstances = null) =>
        (await AcceptAsync([new Posting(entry, key, circumstances ?? Circumstances.None)]))[0];

    /// <summary>Accepts several entries, in as few messages as they fit in. Each has an answer of its own, in the same order.</summary>
    public async Task<ImmutableArray<Parsed<string>>> AcceptAsync(ImmutableArray<Posting> postings)
    {
        var made = postings.Select(Make).ToImmutableArray();
        HashSet<string> put = new(StringComparer.Ordinal);
        foreach (var batch in made.Where(each => each.IsValid).Select(each => each.Value!).DistinctBy(each => each.Id).Chunk(MaxBatch))
        {
            if (!await TryAsync(Keys.Id([.. batch.Select(each => each.Id)]), (id, token) => PutAsync(batch.Length == 1 ? batch[0].Id : id, batch, token)))
                break;
            put.UnionWith(batch.Select(each => each.Id));
        }
        return [.. made.Select(each => !each.IsValid ? each.Rejection : put.Contains(each.Value.Id) ? Accept(each.Value) : Refuse(each.Value.Source))];
    }

    /// <summary>Keeps a provider's call whole, to be read from the queue.</summary>
    /// <returns>The receipt, or why it is not accepted.</returns>
    public async Task<Parsed<string>> AcceptAsync(ProviderCall call)
    {
        if (!await TryAsync(call.Id, (id, token) => queue.PutAsync(QueueNames.Calls, "calls", id, [call], IntakeJson.Default.EnvelopeProviderCall, token)))
            return Refuse(call.Provider);
        metrics.Kept(call.Provider);
        return receipts.Issue(new Receipt(Receipt.OfCall, call.Id, "-"));
    }

    private Task PutAsync(string id, Submission[] batch, CancellationToken token) =>
        queue.PutAsync(QueueNames.Submissions, "submissions", id, [.. batch], IntakeJson.Default.EnvelopeSubmission, token);

    private Parsed<Submission> Make(Posting posting)
    {
        if (posting.Entry.PersonId is { } known) return Make(posting, known);
        return EmailAddress.TryParse(posting.Entry.Contact.Email, out var email)
            ? Make(posting, email.Canonical)
            : new Rejection(RejectionKind.Fields, "There is no usable email address.") { Errors = [new FieldError("email", FieldFault.NotAnEmail)] };
    }

    private Submission Make(Posting posting, string who) =>
        SubmissionMaker.Make(keys, posting.Entry, who, posting.Key, time.GetUtcNow(), posting.Circumstances);

    private Parsed<string> Accept(Submission submission)
    {
        metrics.Accepted(submission.Source, submission.Activity);
        var person = submission.PersonId ?? keys.Person(EmailAddress.Parse(submission.Contact.Email).Canonical);
        return receipts.Issue(new Receipt(person, submission.Id, submission.Fingerprint));
    }

    private Parsed<string> Refuse(string source)
    {
        metrics.Rejected(source, RejectionKind.Unavailable);
        return NotNow;
    }

    private async Task<bool> TryAsync(string id, Func<string, CancellationToken, Task> put) =>
        await TryAsync(id, put, FirstTry) || await TryAsync(id, put, SecondTry);

    // Whatever goes wrong means the same to the sender: not accepted, try again.
    // It may be on the queue all the same, and its id makes that harmless.
    private async Task<bool> TryAsync(string id, Func<string, CancellationToken, Task> put, TimeSpan budget)
    {
        using var timeout = new CancellationTokenSource(budget, time);
        try
        {
            await put(id, timeout.Token).WaitAsync(budget + Grace, time, CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            ReceiveLog.NotPut(logger, id, e.GetType().Name, (e as Azure.RequestFailedException)?.Status ?? 0);
            return false;
        }
    }
}
