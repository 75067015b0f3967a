using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Merging;

/// <summary>Leads apart and together.</summary>
internal static class Leads
{
    /// <summary>The lead carried by these persons only: its times are theirs.</summary>
    public static Lead Carried(Lead lead, ImmutableSortedDictionary<string, ActivityCounts> persons)
    {
        if (persons.Count == lead.Persons.Count && persons.Keys.SequenceEqual(lead.Persons.Keys)) return lead with { Persons = persons };
        var newest = persons.Values.Select(counts => counts.Newest).OfType<Trigger>().Aggregate((Trigger?)null, (known, other) => other.IsAfter(known) ? other : known);
        return lead with
        {
            Persons = persons,
            FirstAt = persons.Values.Select(counts => counts.FirstAt).Min() ?? lead.FirstAt,
            NewestAt = persons.Values.Select(counts => counts.NewestAt).Max() ?? lead.NewestAt,
            Newest = newest,
            News = lead.News is { } news && persons.ContainsKey(news.Person) ? news : null,
            Telling = lead.Telling is { } telling && persons.ContainsKey(telling.News.Person) ? telling : null,
        };
    }

    /// <summary>Two leads of one proposition as one. Where it stands is told by the one that sales has, or else is further.</summary>
    public static Lead Join(Lead lead, Lead other, bool otherLeads) => (otherLeads ? Standing(lead, other) : lead) with
    {
        Persons = lead.Persons.SetItems(other.Persons),
        FirstAt = other.FirstAt < lead.FirstAt ? other.FirstAt : lead.FirstAt,
        NewestAt = other.NewestAt > lead.NewestAt ? other.NewestAt : lead.NewestAt,
        Newest = other.Newest is { } newest && newest.IsAfter(lead.Newest) ? newest : lead.Newest,
        LastTrigger = other.LastTrigger is { } last && last.IsAfter(lead.LastTrigger) ? last : lead.LastTrigger,
        Held = other.Held is { } held && held.IsAfter(lead.Held) ? held : lead.Held,
        Quieted = other.Quieted is { } quieted && quieted.IsAfter(lead.Quieted) ? quieted : lead.Quieted,
        News = other.News is { } news && news.IsAfter(lead.News) ? news : lead.News,
    };

    /// <summary>The lead where the other one stands.</summary>
    public static Lead Standing(Lead lead, Lead other) => lead with
    {
        Stage = other.Stage,
        StageSince = other.StageSince,
        RestFrom = other.RestFrom,
        RestUntil = other.RestUntil,
        RefusedReason = other.RefusedReason,
        LastAccountManager = other.LastAccountManager,
        LastHandoff = other.LastHandoff,
        LastTrigger = other.LastTrigger,
    };

    /// <summary>Where a lead stands, to be kept or compared: without persons, activity and score.</summary>
    public static Lead Bare(Lead lead) => lead with { Persons = lead.Persons.Clear(), Score = null, LookAt = null, Newest = null, FirstAt = default, NewestAt = default };

    /// <summary>Whether nothing has become of a lead since.</summary>
    public static bool StandsAs(Lead lead, Lead before, Playbook playbook) =>
        (IsOurs(lead, playbook) && IsOurs(before, playbook) || (lead.Stage == before.Stage && lead.StageSince == before.StageSince)) && lead.RestFrom == before.RestFrom && lead.RestUntil == before.RestUntil
        && lead.RefusedReason == before.RefusedReason && lead.LastAccountManager == before.LastAccountManager && lead.LastHandoff == before.LastHandoff;

    // What only marketing works on moves by its score alone, and does so again when it is looked at next.
    private static bool IsOurs(Lead lead, Playbook playbook) => playbook.Stages.Find(lead.Stage).Role is Role.Entry or Role.Working;

    /// <summary>How far a lead is with us and with sales. A rest is a promise that sales made, so it beats what only marketing works on.</summary>
    public static int Rank(Lead lead, Playbook playbook) => playbook.Stages.Find(lead.Stage).Role switch
    {
        Role.Entry => 0,
        Role.Working => 1,
        Role.Refused => 2,
        Role.Resting => 3,
        Role.Handoff => 4,
        Role.Accepted => 5,
        Role.Qualified => 6,
        _ => 7,
    };
}
