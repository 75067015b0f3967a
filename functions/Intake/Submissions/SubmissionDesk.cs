using System.Collections.Immutable;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions.Sources;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;

namespace Intake.Submissions;

/// <summary>Takes entries in: gives each its id, puts it on the queue, and answers with a receipt only once the queue has it.</summary>
public sealed class SubmissionDesk(
    Keys keys, MessageQueue queue, SubmissionPuts puts, Receipts receipts, Testers testers, TimeProvider time, IntakeMetrics metrics,
    ILogger<SubmissionDesk> logger)
{
    // Platforms wait three seconds. The first try may take most of the time there is; a second one helps against a lost packet.
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(1.2), SecondTry = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.1);

    /// <summary>The answer when the queue does not take it.</summary>
    public static readonly Rejection NotNow = new(RejectionKind.Unavailable, "Not accepted just now. Please try again.");

    /// <summary>Accepts an entry; those that come at the same moment share a message. Not to be cancelled: a client that hangs up has posted all the
    /// same.</summary>
    /// <returns>The receipt, or why it is not accepted.</returns>
    public async Task<Parsed<string>> AcceptAsync(Entry entry, SubmissionKey key, Circumstances? circumstances = null)
    {
        var made = Make(new Posting(entry, key, circumstances ?? Circumstances.None));
        if (!made.IsValid) return made.Rejection;
        var spent = circumstances?.Spent ?? TimeSpan.Zero;
        return await PutAsync(made.Value.Id, (_, token) => puts.PutAsync(made.Value, token), spent) ? Accept(made.Value) : Refuse(made.Value.Source);
    }

    /// <summary>Accepts several entries, in as few messages as they fit in. Each has an answer of its own, in the same order.</summary>
    public async Task<ImmutableArray<Parsed<string>>> AcceptAsync(ImmutableArray<Posting> postings)
    {
        var made = postings.Select(Make).ToImmutableArray();
        // The same twice is put once; the same key with other content is a conflict, which the queue's side records.
        HashSet<(string, string)> put = [];
        foreach (var batch in SubmissionBatches.Of(made.Where(each => each.IsValid).Select(each => each.Value!).DistinctBy(Same)))
        {
            if (!await PutAsync(SubmissionBatches.IdOf(batch), (id, token) => PutAsync(id, batch, token), postings.Max(posting => posting.Circumstances.Spent)))
                break;
            put.UnionWith(batch.Select(Same));
        }
        return [.. made.Select(each => !each.IsValid ? each.Rejection : put.Contains(Same(each.Value)) ? Accept(each.Value) : Refuse(each.Value.Source))];
    }

    private static (string, string) Same(Submission submission) => (submission.Id, submission.Fingerprint);

    /// <summary>Keeps a provider's call whole, to be read from the queue.</summary>
    /// <returns>The receipt, or why it is not accepted.</returns>
    public async Task<Parsed<string>> AcceptAsync(ProviderCall call)
    {
        if (!await PutAsync(
            call.Id, (id, token) => queue.PutAsync(QueueNames.Calls, "calls", id, [call], IntakeJson.Default.EnvelopeProviderCall, token), TimeSpan.Zero))
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
        SubmissionMaker.Make(keys, posting.Entry, who, posting.Key, time.GetUtcNow(), testers.Mark(posting.Circumstances, posting.Entry.Contact));

    private Parsed<string> Accept(Submission submission)
    {
        if (submission.Tester is null) metrics.Accepted(submission.Source, submission.Activity);
        var person = submission.PersonId ?? keys.For(submission).Person(EmailAddress.Parse(submission.Contact.Email).Canonical);
        return receipts.Issue(new Receipt(person, submission.Id, submission.Fingerprint));
    }

    private Parsed<string> Refuse(string source)
    {
        metrics.Rejected(source, RejectionKind.Unavailable);
        return NotNow;
    }

    // Whoever has used much of the time already gets one try.
    private async Task<bool> PutAsync(string id, Func<string, CancellationToken, Task> put, TimeSpan spent) =>
        await TryAsync(id, put, FirstTry) || (spent <= Grace && await TryAsync(id, put, SecondTry));

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
