using System.Collections.Immutable;
using Intake.DeadLetters;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Webinars;
using Microsoft.Extensions.Logging;

namespace Intake.Submissions.Sources;

/// <summary>Reads a kept call again, by the playbook as it is now: a submission goes on, what cannot be mapped becomes a dead letter, whole.</summary>
public sealed partial class CallHandler(
    PlaybookInForce playbooks, Keys keys, Testers testers, MessageQueue messages, CourseHandler courses, CallOutcomes outcomes, DeadLetterStore deadLetters,
    TimeProvider time, ILogger<CallHandler> logger)
{
    /// <summary>Handles one call; the same one twice ends the same.</summary>
    public async Task HandleAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        switch (Providers.Find(call.Provider, playbook)?.Read(call, playbook))
        {
            case Reading.Received received:
                await PassOnAsync(call, received, cancellationToken);
                break;
            case Reading.Course course:
                // Also from a call whose signature is old: the same event told again changes nothing.
                await courses.HandleAsync(course.Happened, call.ReceivedAt, cancellationToken);
                break;
            case Reading.Unmapped unmapped:
                await BuryAsync(call, unmapped.Rejection, cancellationToken);
                break;
            case Reading.Broken broken:
                await BuryAsync(call, broken.Rejection, cancellationToken);
                break;
            case null:
                // Taken out of the playbook while the call waited.
                await BuryAsync(call, new Rejection(RejectionKind.Unknown, "There is no such provider."), cancellationToken);
                break;
        }
    }

    // A redelivery puts them all again, under the same ids.
    private async Task PassOnAsync(ProviderCall call, Reading.Received received, CancellationToken cancellationToken)
    {
        var receipts = ImmutableArray.CreateBuilder<Receipt>();
        foreach (var item in received.Items) receipts.Add(await PassOnAsync(call, item, cancellationToken));
        await outcomes.NoteAsync(call.Id, receipts.ToImmutable(), cancellationToken);
        if (received.Rest is { } rest) await BuryAsync(call, rest, cancellationToken);
    }

    private async Task<Receipt> PassOnAsync(ProviderCall call, ReceivedItem item, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(item.Entry.Contact.Email, out var email))
            throw new InvalidDataException($"The call {call.Id} has an item without a usable address.");
        var submission = SubmissionMaker.Make(
            keys, item.Entry, email.Canonical, SubmissionKey.Message(item.MessageId), call.ReceivedAt, testers.Mark(Circumstances.Of(call), item.Entry.Contact));
        await messages.PutAsync(
            QueueNames.Submissions, "submissions", submission.Id, [submission], IntakeJson.Default.EnvelopeSubmission, cancellationToken);
        return new Receipt(keys.For(submission).Person(email.Canonical), submission.Id, submission.Fingerprint);
    }

    // The letter is the message itself, so that a replay is to put it back.
    private async Task BuryAsync(ProviderCall call, Rejection rejection, CancellationToken cancellationToken)
    {
        var why = string.Join(", ", rejection.Errors.Select(error => $"{error.Field} {error.Fault}").DefaultIfEmpty(rejection.Kind.ToString()));
        var body = MessageQueue.BodyOf("calls", call.Id, [call], IntakeJson.Default.EnvelopeProviderCall);
        await deadLetters.PutAsync(
            new DeadLetter(QueueNames.Calls, call.Id, body, "Unmapped: " + why, DeadLetterState.Dead, 0, time.GetUtcNow()), cancellationToken);
        NotMapped(logger, call.Id, call.Provider, why);
    }

    [LoggerMessage(LogLevel.Error, "The call {CallId} of {Provider} could not be mapped and is a dead letter: {Why}")]
    private static partial void NotMapped(ILogger logger, string callId, string provider, string why);
}
