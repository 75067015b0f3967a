using System.Collections.Immutable;
using System.Globalization;
using Intake.Agenda;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;

namespace Intake.Webinars;

/// <summary>Closes a webinar: tells of everybody how long they were there, or that they never came. Closed again after a late event it tells anew,
/// and of each person the newest counts; what has not changed has the same id and is a repeat.</summary>
public sealed class CloseStep(WebinarTable webinars, MessageQueue messages, PlaybookInForce playbooks, Testers testers, Keys keys, TimeProvider time) : IAgendaStep
{
    private const string Attended = "webinar-attended", Missed = "webinar-missed";

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Webinar;

    /// <summary>Closes the webinar of a reminder; or says when it can be.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var (registrants, events) = await webinars.LoadAsync(entry.Account, cancellationToken);
        if (events.IsEmpty) return null;
        if (events[0].Webinar is { Occurrence: not null } webinar)
            registrants = registrants.AddRange((await webinars.LoadAsync((webinar with { Occurrence = null }).Partition, cancellationToken)).Registrants);
        var (when, now) = (WebinarTime.Of(events), time.GetUtcNow());
        if (now < when.NotBefore) return CourseHandler.Close(when.NotBefore.ToUniversalTime(), entry.Account);

        var playbook = playbooks.Current;
        // Rows are only added: of two closes at one instant the one that knew more is the newer.
        now = now.AddTicks(registrants.Length + events.Length);
        var told = Attendances.Of(registrants, events, when).Select(one => Submission(events, one, when, playbook, now));
        foreach (var batch in SubmissionBatches.Of(told))
            await messages.PutAsync(
                QueueNames.Submissions, "submissions", SubmissionBatches.IdOf(batch), [.. batch], IntakeJson.Default.EnvelopeSubmission, cancellationToken);
        return null;
    }

    private Submission Submission(ImmutableArray<WebinarEvent> events, Attendance one, WebinarTime when, Playbook playbook, DateTimeOffset now)
    {
        var (entry, ended) = (Entry(events[0].Webinar, one, when, playbook), events.Count(each => each.Kind == CourseKind.Ended));
        // Everything that may differ from one close to the next, and how much was known: rows are only added, so an id never comes back for something older.
        var id = Keys.Id("close", entry.ActivityKey!, entry.Activity, entry.Content, Text(entry.AttendedMinutes), Text(entry.DurationMinutes),
            Text(when.End.UtcTicks), Text(one.Evidence), Text(ended));
        return SubmissionMaker.Make(
            keys, entry, EmailAddress.Parse(one.Email).Canonical, SubmissionKey.Message(id), now,
            testers.Mark(new Circumstances { Tester = one.Tester }, entry.Contact));
    }

    private static Entry Entry(WebinarOf webinar, Attendance one, WebinarTime when, Playbook playbook) => new()
    {
        Source = webinar.Provider,
        Content = WebinarContent.Find(playbook, webinar.Provider, webinar.Id),
        Activity = one.Minutes is null ? Missed : Attended,
        SaidAt = when.End,
        Contact = new Contact { Email = one.Email, Name = one.Name },
        ActivityKey = webinar.AttendanceKey,
        AttendedMinutes = one.Minutes,
        DurationMinutes = Spans.Minutes(when.Live),
    };

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
