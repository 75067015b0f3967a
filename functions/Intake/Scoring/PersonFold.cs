using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Takes a submission's facts into the profile of the person.</summary>
public static class PersonFold
{
    private const string Message = "message";

    private static readonly ImmutableSortedDictionary<string, Counted> NoneCounted = ImmutableSortedDictionary.Create<string, Counted>(StringComparer.Ordinal);

    /// <summary>The person with a submission taken in, and with what counts of its activity; a new one where <paramref name="person"/> is null.</summary>
    public static Person Apply(Person? person, EnrichedSubmission enriched, Playbook playbook, Counted? counted = null)
    {
        var submission = enriched.Submission;
        var known = person ?? new Person { Id = enriched.PersonId };
        var words = Facts.None.Merge(Said(Message, known.Message?.Value), known.Message?.At ?? default, known.Message?.By ?? "")
            .Merge(Said(Message, submission.Message), submission.OccurredAt, submission.Id);
        var touch = submission.Touch is { } told ? new TouchPoint(told, submission.OccurredAt, submission.Id) : null;
        return ConsentFold.Apply(known, submission, playbook) with
        {
            FirstTouch = touch is null ? known.FirstTouch : TouchPoint.First(known.FirstTouch, touch),
            LastTouch = touch is null ? known.LastTouch : TouchPoint.Last(known.LastTouch, touch),
            Facts = known.Facts.Merge(enriched.PersonFacts, submission.OccurredAt, submission.Id),
            // An agent tells of the agency.
            Told = known.Facts.ContainsKey(FactNames.AgentOf) ? known.Told : known.Told.Merge(enriched.CompanyFacts, submission.OccurredAt, submission.Id),
            Freemail = known.Freemail || enriched.Email.Freemail,
            Message = words.GetValueOrDefault(Message),
            Counted = counted is null ? known.Counted : (known.Counted ?? NoneCounted).SetItem(submission.ActivityKey!, counted),
            Asked = Asked(known.Asked, submission.OccurredAt, Activities.Read(submission, playbook)),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Said(string name, string? value) => value is null ? [] : [new(name, value)];

    private static ImmutableSortedDictionary<string, DateTimeOffset> Asked(
        ImmutableSortedDictionary<string, DateTimeOffset> asked, DateTimeOffset at, Activity activity)
    {
        if (activity.Rule is not { Asks: true }) return asked;
        foreach (var proposition in activity.Propositions)
            if (!(at <= asked.GetValueOrDefault(proposition))) asked = asked.SetItem(proposition, at);
        return asked;
    }
}
