using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Webinars;

/// <summary>Keeps who registered for a webinar or cancelled, so that whoever never comes is known when it is over.</summary>
public sealed class Registrations(WebinarTable webinars, PlaybookInForce playbooks)
{
    /// <summary>Keeps what a submission says about it; nothing for one that is about something else.</summary>
    public async Task AddAsync(Submission submission, string personId, CancellationToken cancellationToken)
    {
        foreach (var webinar in Of(submission, playbooks.Current))
            await webinars.RegisterAsync(webinar, Registrant.Of(submission, personId, submission.Webinar?.Registrant), cancellationToken);
    }

    /// <summary>The webinars that a submission registers for or cancels: as its provider says, else those by which the playbook knows its content.</summary>
    internal static IEnumerable<WebinarOf> Of(Submission submission, Playbook playbook)
    {
        if (submission.Webinar is { } told) return told.Webinars;
        if (submission.Activity is not ("webinar-registered" or "webinar-cancelled")) return [];
        return playbook.Content.GetValueOrDefault(submission.Content)?.ProviderIds
            .Select(id => id.Split(':', 2)).Where(id => id.Length == 2).Select(id => new WebinarOf(id[0], id[1], null)) ?? [];
    }
}
