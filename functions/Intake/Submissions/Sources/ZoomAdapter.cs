using System.Globalization;
using System.Text.Json;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Bodies;
using Intake.Webinars;

namespace Intake.Submissions.Sources;

/// <summary>Zoom: the challenge by which it checks the address, registrations for webinars, and their course.</summary>
internal static class ZoomAdapter
{
    private const string Provider = "zoom";

    /// <summary>Checks the signature.</summary>
    public static Verified Verify(WebhookCall call)
    {
        var timestamp = call.Header("x-zm-request-timestamp");
        var signature = call.Header("x-zm-signature");
        return Signatures.Best(call, Signatures.TryTimestamp(timestamp, out var signedAt) ? signedAt : null,
            secret => ZoomSignature.Check(secret, timestamp, signature, call.Body.Span));
    }

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.Read(call.Body, body => JsonText.At(body, "event") switch
    {
        "endpoint.url_validation" => Challenge(body),
        "webinar.registration_created" or "webinar.registration_approved" => Registered(body, playbook, "webinar-registered"),
        // Whoever we refuse is not coming either: the registration is undone, and nobody is said to have missed it.
        "webinar.registration_cancelled" or "webinar.registration_denied" => Registered(body, playbook, "webinar-cancelled"),
        "webinar.started" => Course(body, CourseKind.Started),
        "webinar.participant_joined" => Course(body, CourseKind.Joined),
        "webinar.participant_left" => Course(body, CourseKind.Left),
        "webinar.ended" => Course(body, CourseKind.Ended),
        null => WebhookJson.Missing("event"),
        _ => new Reading.Ignored(),
    });

    // Zoom's tokens are base64. Nothing with a colon is ever proved, for a signature is made of the same secret over a text that has two.
    private static Reading Challenge(JsonElement body) =>
        JsonText.At(body, "payload", "plainToken") is { Length: <= 200 } token
            && token.All(c => char.IsAsciiLetterOrDigit(c) || "+/=-_".Contains(c))
            ? new Reading.Challenge(token)
            : new Reading.Broken(new Rejection(RejectionKind.Fields, "The challenge has no usable token.")
            {
                Errors = [new FieldError("payload.plainToken", FieldFault.Required)],
            });

    private static Reading Course(JsonElement body, CourseKind kind)
    {
        if (JsonText.Find(body, "payload", "object") is not { } webinar || JsonText.At(webinar, "id") is null)
            return WebhookJson.Missing("payload.object.id");
        return ZoomCourse.Read(webinar, kind, Milliseconds(JsonText.At(body, "event_ts") ?? "")) is { } happened
            ? new Reading.Course(happened)
            : WebhookJson.Missing("event_ts", FieldFault.NotATime);
    }

    private static Reading Registered(JsonElement body, Playbook playbook, string activity)
    {
        if (JsonText.Find(body, "payload", "object") is not { } webinar || JsonText.At(webinar, "id") is not { } webinarId)
            return WebhookJson.Missing("payload.object.id");
        if (JsonText.Find(webinar, "registrant") is not { } registrant) return WebhookJson.Missing("payload.object.registrant");
        if (!EmailAddress.TryParse(JsonText.At(registrant, "email"), out _))
            return WebhookJson.Missing("payload.object.registrant.email", FieldFault.NotAnEmail);

        var eventTime = JsonText.At(body, "event_ts") ?? "";
        var occurrence = FirstOccurrence(webinar) ?? "";
        var registration = ZoomCourse.Registration(webinar, registrant);
        var messageId = Keys.Id(JsonText.At(body, "event")!, webinarId, occurrence, JsonText.At(registrant, "id") ?? "", eventTime);
        return new Reading.Received(ZoomRegistration.ToEntry(webinar, registrant, occurrence) with
        {
            Source = Provider,
            Activity = activity,
            Webinar = registration,
            // Created and then approved is one registration.
            ActivityKey = activity == "webinar-registered" ? registration.Webinars.First().RegistrationKey : null,
            Content = WebinarContent.Find(playbook, Provider, webinarId),
            SaidAt = Milliseconds(eventTime),
        }, messageId);
    }

    private static string? FirstOccurrence(JsonElement webinar) =>
        JsonText.Find(webinar, "occurrences") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
            ? JsonText.At(list[0], "occurrence_id") : null;

    // Up to the year 9999; beyond it there is no date to make.
    private static DateTimeOffset? Milliseconds(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
