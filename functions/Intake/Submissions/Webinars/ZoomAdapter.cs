using System.Globalization;
using System.Text.Json;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Webinars;

/// <summary>Zoom: the challenge by which it checks the address, and registrations for webinars.</summary>
internal static class ZoomAdapter
{
    private const string Provider = "zoom";

    /// <summary>Reads a call.</summary>
    public static WebhookResult Read(WebhookCall call, Playbook playbook)
    {
        var timestamp = call.Header("x-zm-request-timestamp");
        var signature = call.Header("x-zm-signature");
        var state = Signatures.Best(
            call.Secrets, secret => ZoomSignature.Check(secret, timestamp, signature, call.Body.Span), out var fitting);
        if (fitting is null || !Signatures.TryTimestamp(timestamp, out var signedAt)) return Signatures.Refuse(state);

        return WebhookJson.Read(call.Body, body => JsonText.At(body, "event") switch
        {
            "endpoint.url_validation" => Challenge(body, fitting),
            "webinar.registration_created" => Registered(body, playbook, Freshness.Of(signedAt, call.Now)),
            null => WebhookJson.Missing("event"),
            _ => new WebhookResult.Ignored(),
        });
    }

    // Zoom's tokens are base64. Nothing with a colon is ever proved, for a signature is made of the same secret over a text that has two.
    private static WebhookResult Challenge(JsonElement body, string secret) =>
        JsonText.At(body, "payload", "plainToken") is { Length: <= 200 } token
            && token.All(c => char.IsAsciiLetterOrDigit(c) || "+/=-_".Contains(c))
            ? new WebhookResult.Challenge(token, ZoomSignature.Prove(secret, token))
            : WebhookJson.Missing("payload.plainToken");

    private static WebhookResult Registered(JsonElement body, Playbook playbook, Freshness freshness)
    {
        if (JsonText.Find(body, "payload", "object") is not { } webinar || JsonText.At(webinar, "id") is not { } webinarId)
            return WebhookJson.Missing("payload.object.id");
        if (JsonText.Find(webinar, "registrant") is not { } registrant) return WebhookJson.Missing("payload.object.registrant");
        if (!EmailAddress.TryParse(JsonText.At(registrant, "email"), out _))
            return WebhookJson.Missing("payload.object.registrant.email", FieldFault.NotAnEmail);

        var eventTime = JsonText.At(body, "event_ts") ?? "";
        var occurrence = FirstOccurrence(webinar) ?? "";
        var messageId = Keys.Id("webinar.registration_created", webinarId, occurrence, JsonText.At(registrant, "id") ?? "", eventTime);
        return new WebhookResult.Received(ZoomRegistration.ToEntry(webinar, registrant, occurrence) with
        {
            Source = Provider,
            Content = WebinarContent.Find(playbook, Provider, webinarId),
            SaidAt = Milliseconds(eventTime),
        }, messageId, freshness);
    }

    private static string? FirstOccurrence(JsonElement webinar) =>
        JsonText.Find(webinar, "occurrences") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
            ? JsonText.At(list[0], "occurrence_id") : null;

    // Up to the year 9999; beyond it there is no date to make.
    private static DateTimeOffset? Milliseconds(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
