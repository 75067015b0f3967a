using System.Security.Cryptography;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Intake.Mail.Events;

/// <summary>Takes in what the mail provider tells: checks the signature, puts one message.</summary>
public sealed class MailEventDoor(CommandDesk desk, IOptions<SendGridOptions> options, IntakeMetrics metrics, TimeProvider time)
{
    private const int MaxBytes = 1024 * 1024;

    private static readonly Rejection
        NoKey = new(RejectionKind.NotConfigured, "No key for events is configured."),
        NotGenuine = new(RejectionKind.Signature, "The signature is missing, wrong or too old."),
        NoList = new(RejectionKind.Malformed, "The body is not a list of events.");

    /// <summary>Takes a batch of events.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (options.Value.EventKeys.Count == 0) return ProblemAnswer.Of(request, NoKey);
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken, MaxBytes);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        if (!IsGenuine(request, body.Value)) return ProblemAnswer.Of(request, NotGenuine);
        if (MailEventReader.Read(body.Value, out var ignored) is not { } events) return ProblemAnswer.Of(request, NoList);

        for (var i = 0; i < ignored; i++) metrics.Mailed("unclaimed");
        if (events.IsEmpty) return Results.NoContent();
        var command = new MailEventsCommand { Id = IdOf(body.Value), At = time.GetUtcNow(), Events = events };
        return await desk.TryPutAsync(command) ? Results.NoContent() : ProblemAnswer.Of(request, SubmissionDesk.NotNow);
    }

    private bool IsGenuine(HttpRequest request, byte[] body) => EventSignature.Check(
        options.Value.EventKeys, request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"], request.Headers["X-Twilio-Email-Event-Webhook-Signature"],
        body, time.GetUtcNow()) == SignatureState.Valid;

    private static string IdOf(byte[] body) => Keys.Id("mail-events", Convert.ToHexStringLower(SHA256.HashData(body)));
}
