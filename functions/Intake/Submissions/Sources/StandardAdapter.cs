using System.Collections.Frozen;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Webinars;

namespace Intake.Submissions.Sources;

/// <summary>Any platform by Standard Webhooks, with a body of ours:
/// <code>
/// { "type": "webinar.attended",
///   "timestamp": "2026-09-24T14:00:00Z",
///   "data": { "webinar":  { "id": "pweb-energie", "occurrence": "1", "title": "Energie-webinar", "durationMinutes": 60 },
///             "person":   { "email": "ingrid@example.com", "firstName": "Ingrid", "lastName": "Hoekstra", "phone": "...", "jobTitle": "...",
///                           "company": "...", "staff": "320", "industry": "...", "country": "NL", "postcode": "..." },
///             "attendedMinutes": 48, "occurredAt": "2026-09-24T13:48:00Z", "message": "...", "language": "nl", "onBehalfOf": "...",
///             "onBehalfOfDomain": "...", "fields": { "source": "linkedin" } } }
/// </code>
/// Required: <c>type</c>, <c>data.webinar.id</c> (ours, or one among the content's provider ids as <c>standard:...</c>) and
/// <c>data.person.email</c>; for <c>webinar.attended</c> also <c>attendedMinutes</c>.</summary>
internal static class StandardAdapter
{
    private const string Provider = "standard";

    private static readonly FrozenDictionary<string, string> Activities = new Dictionary<string, string>
    {
        ["webinar.registered"] = "webinar-registered",
        ["webinar.attended"] = "webinar-attended",
        ["webinar.replayed"] = "webinar-replayed",
        ["webinar.missed"] = "webinar-missed",
        ["webinar.cancelled"] = "webinar-cancelled",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Checks the signature.</summary>
    public static Verified Verify(WebhookCall call)
    {
        var (id, timestamp, signatures) = (call.Header("webhook-id"), call.Header("webhook-timestamp"), call.Header("webhook-signature"));
        return Signatures.Best(call, Signatures.TryTimestamp(timestamp, out var signedAt) ? signedAt : null,
            secret => StandardSignature.Check(secret, id, timestamp, signatures, call.Body.Span));
    }

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.Read(call.Body, body =>
    {
        if (JsonText.At(body, "type") is not { } type) return WebhookJson.Missing("type");
        if (!Activities.TryGetValue(type, out var activity)) return new Reading.Ignored();
        return Happened(new StandardBody(body), activity, playbook, call.Header("webhook-id") ?? call.Id);
    });

    private static Reading Happened(StandardBody body, string activity, Playbook playbook, string id)
    {
        var webinarId = body.Required("data.webinar.id");
        var contact = body.Contact();
        var entry = new Entry
        {
            Source = Provider,
            ActivityKey = activity is "webinar-attended" or "webinar-missed"
                ? new WebinarOf(Provider, webinarId, body.Text("data.webinar.occurrence")).AttendanceKey : null,
            Content = playbook.Content.ContainsKey(webinarId) ? webinarId : WebinarContent.Find(playbook, Provider, webinarId),
            Activity = activity,
            SaidAt = body.Time("data.occurredAt") ?? body.Time("timestamp"),
            Contact = contact,
            Message = body.Text("data.message"),
            OnBehalfOf = NamedClient.Of(name => body.Text("data." + name)),
            Language = body.Text("data.language"),
            AttendedMinutes = body.Minutes("data.attendedMinutes", required: activity == "webinar-attended"),
            DurationMinutes = body.Minutes("data.webinar.durationMinutes", required: false),
            Fields = body.Others(),
        };
        return body.Errors.Count == 0 ? new Reading.Received(entry, id) : WebhookJson.Unmapped(body.Errors);
    }
}
