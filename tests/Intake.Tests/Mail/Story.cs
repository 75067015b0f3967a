using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Tests.Handoffs;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Mail;

/// <summary>Story 1 of the sample playbook at the moment of the handoff, and variations on it.</summary>
internal static class Story
{
    public const string Ingrid = "11111111111111111111111111111111", Piet = "22222222222222222222222222222222";
    public static readonly DateTimeOffset Attended = Sample.Amsterdam("2026-09-24 15:10");

    public static readonly Playbook Playbook = SamplePlaybook.Instance with
    {
        Version = "a1b2c3d4e5f6",
        Propositions = new[]
        {
            new Proposition("charging", In("Charging on your own site", "Laden op eigen terrein")),
            new Proposition("energy", In("Energy management in a congested grid", "Energiemanagement bij netcongestie")),
        }.ToFrozenDictionary(proposition => proposition.Id),
        Content = new[]
        {
            Item("wp-netcongestie", "whitepaper", "Whitepaper netcongestie", "energy/grid-congestion/waiting-list", "Ask about the waiting list: they read that part.", "Vraag naar de wachtlijst: dat deel hebben ze gelezen."),
            Item("pweb-energie", "product-webinar", "Energie-webinar", "energy/peak-shaving", "Ask what the peak in their load is: the webinar was about shaving it.", "Vraag hoe hoog hun piek is: het webinar ging over afvlakken."),
            Item("prijslijst-energie", "price-list", "Prijslijst energie", "energy/price", null, null),
            Item("blog-netcongestie", "pages", "Blog netcongestie", "energy/grid-congestion", null, null),
        }.ToFrozenDictionary(item => item.Id),
        Forms = FrozenDictionary<string, Form>.Empty,
    };

    public static HandoffMailInput One(string manager = "claire") => new()
    {
        Account = new Account
        {
            Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            IsCompany = true,
            Domains = ["hoekstra-transport.example"],
            Book = new Company
            {
                Id = "c1", Name = "Hoekstra Transport", Domains = ["hoekstra-transport.example"], Kind = "prospect", Country = "NL", Postcode = "8011 PK",
                Industry = "logistics", Staff = 320, LegalForm = "B.V.", LastContact = "Bram Yilmaz called about chargers in March: no plans yet.",
            },
            Members = Sorted((Ingrid, new Member { Function = "facility", Seniority = "manager", NewestAt = Attended, Language = "nl" }),
                (Piet, new Member { Function = "finance", Seniority = "specialist", NewestAt = Attended.AddDays(-9) })),
        },
        Lead = Lead,
        Rounds = [Lead],
        Handoff = new Handoff
        {
            Id = "0123456789abcdef0123456789abcdef", Proposition = "energy", Round = 1, State = HandoffState.Due, Gate = "score", Asked = false, DecidedAt = Attended,
            Trigger = new Trigger("ssssssssssssssssssssssssssssssss", Ingrid, "webinar-attended", "pweb-energie", Attended) { AttendedMinutes = 48, DurationMinutes = 60 },
            AccountManager = manager, RoutedBy = RoutingReasons.Territory,
        },
        Persons = new[]
        {
            Someone(Ingrid, "Ingrid", "Hoekstra", "Facilitair manager", "i.hoekstra@hoekstra-transport.example", "+31 38 555 0142") with
            {
                Message = new Fact("We staan op de wachtlijst tot 2029.\nKan een batterij dat overbruggen?", Attended, "s"),
            },
            Someone(Piet, "Piet", "de Jong", "Controller", "p.dejong@hoekstra-transport.example", null),
        }.ToImmutableDictionary(person => person.Id),
        OtherLeads = [new Lead { Proposition = "charging", Round = 1, Stage = "unqualified", StageSince = Attended, FirstAt = Attended, NewestAt = Attended, Score = new Score(5452, 0, 0, 0, 0, null, [], new(2026, 9, 24), "a1b2c3d4e5f6") }],
        To = Sample.Team.ById[manager],
        Team = Sample.Team,
        Playbook = Playbook,
        AnswerBy = Sample.Rules.Scored.AnswerDue(Attended, Sample.Calendar(manager)),
        Links = new AnswerLinks("https://intake.example/answer/TOKEN", "https://intake.example/answer/TOKEN?do=accept", "https://intake.example/answer/TOKEN?do=reject") { Card = "https://intake.example/card/TOKEN", Calendar = "https://intake.example/calendar/TOKEN" },
    };

    private static Lead Lead => new()
    {
        Proposition = "energy", Round = 1, Stage = "mql", StageSince = Attended, FirstAt = Attended.AddDays(-21), NewestAt = Attended,
        Persons = Sorted(
            (Ingrid, Counts(("whitepaper-requested|wp-netcongestie", "2026-09-03"), ("whitepaper-downloaded|wp-netcongestie", "2026-09-03"),
                ("webinar-registered|pweb-energie", "2026-09-15"), ("webinar-attended|pweb-energie", "2026-09-24"), ("page-viewed|blog-netcongestie", "2026-09-20"))),
            (Piet, Counts(("price-list-downloaded|prijslijst-energie", "2026-09-15")))),
        Score = new Score(7064, 5972, 6000, 9700, 7000, "consideration",
        [
            new Reason("webinar-attended", "interest", 1200, "pweb-energie"), new Reason("webinar-registered", "interest", 696, "pweb-energie"),
            new Reason("whitepaper-downloaded", "interest", 296, "wp-netcongestie"), new Reason("whitepaper-requested", "interest", 197, "wp-netcongestie"),
            new Reason("phase:consideration", "phase", 1200), new Reason("fit:staff", "fit", 750), new Reason("fit:industry", "fit", 625),
            new Reason("fit:country", "fit", 375), new Reason("fit:function", "fit", 375), new Reason("fit:seniority", "fit", 300),
            new Reason("value:staff", "value", 525), new Reason("value:sites:unknown", "value", 525, Unknown: true),
        ], new DateOnly(2026, 9, 24), "a1b2c3d4e5f6"),
    };

    /// <summary>Facts of a person.</summary>
    public static Person Someone(string id, string? first, string? last, string? title, string email, string? phone) => new()
    {
        Id = id,
        Facts = Facts.None.Merge(new[] { (FactNames.FirstName, first), (FactNames.LastName, last), (FactNames.JobTitle, title), (FactNames.Email, email), (FactNames.Phone, phone) }
            .Where(fact => fact.Item2 is not null).Select(fact => KeyValuePair.Create(fact.Item1, fact.Item2!)), Attended, "s"),
    };

    /// <summary>What a person did, by rule and content, on which day.</summary>
    public static ActivityCounts Counts(params (string Key, string Day)[] did) => new(did.GroupBy(each => each.Key).ToImmutableSortedDictionary(
        group => group.Key, group => group.ToImmutableSortedDictionary(each => DateOnly.Parse(each.Day).DayNumber, _ => 1), StringComparer.Ordinal));

    public static ImmutableSortedDictionary<string, T> Sorted<T>(params (string Key, T Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static Localized In(string en, string nl) => new(new Dictionary<string, string> { ["en"] = en, ["nl"] = nl }.ToImmutableSortedDictionary());

    private static ContentItem Item(string id, string kind, string title, string topic, string? en, string? nl) => new()
    {
        Id = id, Kind = kind, Title = In(title, title), Topic = topic, Shares = ImmutableSortedDictionary<string, int>.Empty, OpeningQuestion = en is null ? null : In(en, nl!),
    };
}
