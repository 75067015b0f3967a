using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Stages;
using Intake.Submissions;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

/// <summary>One account that things happen to: a company that suits us well unless a test says otherwise.</summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Monday = new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero);

    private int submissions;

    public Playbook Playbook { get; init; } = SamplePlaybook.Instance;

    public Company Company { get; set; } = new() { Id = "acme", Name = "Acme", Domains = ["acme.example"], Kind = "prospect", Staff = 320, Industry = "logistics", Country = "NL" };

    public Reachable? Reachable { get; init; }

    public AccountState State { get; set; } = AccountState.Of(new Account { Id = "a", IsCompany = true });

    public Lead Energy => State.Latest("energy")!;

    public StageDecision Last { get; private set; } = null!;

    public Handoff Handoff => Assert.Single(State.Handoffs.Values);

    public Scene Does(string activity, string content, int day, string person = "ann", string? seniority = "manager", string? proposition = null,
        int receivedDays = 0, string? staff = null, bool student = false, bool disposable = false)
    {
        var at = Monday.AddDays(day);
        var submission = new EnrichedSubmission
        {
            Submission = new Submission
            {
                Id = (++submissions).ToString("x32", CultureInfo.InvariantCulture), Source = "test", Content = content, Activity = activity, OccurredAt = at,
                ReceivedAt = at.AddDays(receivedDays), Contact = new Contact { Email = "a@b.example" }, Fingerprint = "", Proposition = proposition,
                AttendedMinutes = 60, DurationMinutes = 60, Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")],
            },
            PersonId = person,
            AccountId = "a",
            Email = new EmailTraits("acme.example", "acme.example", Freemail: false, disposable, Role: false, student),
            PersonFacts = seniority is null ? Told() : Told((FactNames.Seniority, seniority), (FactNames.Function, "facility")),
            CompanyFacts = staff is null ? Told() : Told((FactNames.Staff, staff)),
            Book = Company,
            Enrichers = [],
        };
        return Taken(Assessor.Take(State, submission, Playbook, at.AddDays(receivedDays), Reachable));
    }

    public Scene Waits(int day) => Taken(Assessor.Look(State, Playbook, Monday.AddDays(day), Reachable));

    public Answered Answers(string kind, int day, string? reason = null, DateOnly? until = null, string by = "sanne", string? handoff = null)
    {
        var open = handoff is null ? State.Handoffs.Values.Last() : State.Handoffs[handoff];
        var answered = Intake.Stages.Answers.Apply(State, open.Id, new Answer(kind, Monday.AddDays(day), by, reason, until), Playbook, Monday.AddDays(day));
        State = answered.State;
        return answered;
    }

    /// <summary>Passes the score gate on a day: the price list alone does, for a company that suits us.</summary>
    public Scene Qualifies(int day = 0) => Does("price-list-downloaded", "prijslijst-energie", day);

    private Scene Taken(Assessment assessment)
    {
        State = assessment.State;
        Last = assessment.Decisions.GetValueOrDefault(State.Latest("energy") is { } lead ? AccountState.KeyOf(lead) : "-:1")!;
        return this;
    }

    private static ImmutableSortedDictionary<string, string> Told(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var told = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts) told = told.SetItem(name, value);
        return told;
    }
}
