using Intake.DeadLetters;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Webinars;
using Microsoft.Extensions.Logging;

namespace Intake.Submissions.Sources;

/// <summary>Reads a kept call again, by the playbook as it is now: a submission goes on, what cannot be mapped becomes a dead letter, whole.</summary>
public sealed partial class CallHandler(
    Playbook playbook, Keys keys, Testers testers, MessageQueue messages, CourseHandler courses, DeadLetterStore deadLetters, TimeProvider time,
    ILogger<CallHandler> logger)
{
    /// <summary>Handles one call; the same one twice ends the same.</summary>
    /// <exception cref="InvalidDataException">Nobody knows the provider.</exception>
    public async Task HandleAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (!Providers.All.TryGetValue(call.Provider, out var provider))
            throw new InvalidDataException($"The call {call.Id} is from an unknown provider.");

        switch (provider.Read(call, playbook))
        {
            case Reading.Received received:
                foreach (var item in received.Items) await PassOnAsync(call, item, cancellationToken);
                break;
            case Reading.Course course:
                // Also from a call whose signature is old: the same event told again changes nothing.
                await courses.HandleAsync(course.Happened, call.ReceivedAt, cancellationToken);
                break;
            case Reading.Unmapped unmapped:
                await BuryAsync(call, unmapped.Rejection, cancellationToken);
                break;
        }
    }

    private async Task PassOnAsync(ProviderCall call, ReceivedItem item, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(item.Entry.Contact.Email, out var email))
            throw new InvalidDataException($"The call {call.Id} has an item without a usable address.");
        var submission = SubmissionMaker.Make(
            keys, item.Entry, email.Canonical, SubmissionKey.Message(item.MessageId), call.ReceivedAt, testers.Mark(Circumstances.Of(call), item.Entry.Contact));
        await messages.PutAsync(
            QueueNames.Submissions, "submissions", submission.Id, [submission], IntakeJson.Default.EnvelopeSubmission, cancellationToken);
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
