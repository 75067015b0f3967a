using System.Globalization;
using Intake.Agenda;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Webinars;

/// <summary>Keeps what a provider told of the course of a webinar, and sees to it that the webinar is closed some time after.</summary>
public sealed class CourseHandler(WebinarTable webinars, AgendaTable agenda, Keys keys)
{
    // Coming and going is told by the hundred: it shares the reminders of its quarter of an hour.
    private static readonly TimeSpan Shared = TimeSpan.FromMinutes(15);

    /// <summary>Keeps one event; the same one twice, and in any order, is one.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="receivedAt">When it reached us.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task HandleAsync(WebinarEvent happened, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var person = EmailAddress.TryParse(happened.Email, out var email) ? keys.Person(email.Canonical) : null;
        var known = happened with { Person = person, Email = person is null ? null : happened.Email };
        await webinars.AddAsync(IdOf(known), known, cancellationToken);
        await agenda.PutAsync(CloseOf(known, receivedAt), cancellationToken);
    }

    /// <summary>The reminder to close a webinar after something happened: by the time it happened, so that what is told again makes no second one.</summary>
    internal static AgendaEntry CloseOf(WebinarEvent happened, DateTimeOffset receivedAt)
    {
        // A clock that runs ahead must not put it off.
        var due = (happened.At < receivedAt ? happened.At : receivedAt) + WebinarTime.Settle;
        if (happened.Kind != CourseKind.Ended) due = new DateTimeOffset((due.UtcTicks + Shared.Ticks - 1) / Shared.Ticks * Shared.Ticks, TimeSpan.Zero);
        return Close(due.ToUniversalTime(), happened.Webinar.Partition);
    }

    internal static AgendaEntry Close(DateTimeOffset due, string partition) => new(due, AgendaKinds.Webinar, partition, "close");

    private string IdOf(WebinarEvent happened) => keys.Hash(
        "presence", happened.Kind.ToString(), happened.At.UtcTicks.ToString(CultureInfo.InvariantCulture), happened.Registrant ?? "", happened.Device ?? "",
        happened.Person ?? "", happened.Practice ? "practice" : "");
}
