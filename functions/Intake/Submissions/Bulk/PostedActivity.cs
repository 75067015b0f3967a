using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Intake.Webinars;

namespace Intake.Submissions.Bulk;

/// <summary>Reads one activity as our own systems post it:
/// <code>
/// { "id": "order-4711", "email": "ingrid@example.com", "activity": "price-list-downloaded", "content": "prijslijst-laden",
///   "proposition": "charging", "occurredAt": "2026-09-24T13:48:00Z", "minutes": 48, "duration": 60, "timeframe": 6, "spokeWith": "sanne", "onBehalfOf": "Hoekstra Transport", "onBehalfOfDomain": "hoekstra.example",
///   "message": "...", "language": "nl", "firstName": "...", "company": "...", "fields": { "campaign": "autumn" },
///   "consents": { "tracking": { "given": true, "text": "You may follow what I read.", "version": "cookies-2" } } }
/// </code>
/// Required: <c>email</c> and <c>activity</c>.</summary>
internal static class PostedActivity
{
    /// <summary>Name of the source.</summary>
    public const string Source = "api";

    /// <summary>Reads one; every field's error at once.</summary>
    public static Parsed<Posting> Read(BodyFields body, Playbook playbook)
    {
        var fields = new BulkFields(body.Values);
        var key = fields.Text("id");
        var entry = new Entry
        {
            Source = Source,
            Contact = fields.Contact(),
            Activity = fields.Known("activity", id => BulkFields.IsActivity(playbook, id), required: true) ?? "",
            Content = fields.Known("content", id => BulkFields.IsContent(playbook, id)) ?? "-",
            Proposition = fields.Known(FormFieldNames.Proposition, playbook.Propositions.ContainsKey),
            SaidAt = fields.Time("occurredAt"),
            AttendedMinutes = fields.Minutes("minutes"),
            DurationMinutes = fields.Minutes("duration"),
            TimeframeMonths = fields.Months(FormFieldNames.Timeframe),
            SpokeWith = fields.Text(FormFieldNames.SpokeWith),
            Message = fields.Raw(FormFieldNames.Message),
            OnBehalfOf = NamedClient.Of(fields.Text),
            Language = fields.Language(FormFieldNames.Language),
            Consents = fields.Consents(),
            Fields = fields.Others(),
        };
        return fields.Errors.Count == 0
            ? new Posting(Attendance(entry), key is null ? SubmissionKey.None : SubmissionKey.Header(key), Circumstances.None)
            : new Rejection(RejectionKind.Fields, "Some fields are missing or not as they should be.") { Errors = [.. fields.Errors] };
    }

    // Of what is told of one person and one webinar the newest counts, whoever tells it.
    private static Entry Attendance(Entry entry) => entry is { Activity: "webinar-attended" or "webinar-missed", Content: not "-" }
        ? entry with { ActivityKey = new WebinarOf(Source, entry.Content, null).AttendanceKey } : entry;
}
