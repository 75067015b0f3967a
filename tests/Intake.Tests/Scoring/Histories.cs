using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Submissions;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring;

/// <summary>Random histories of one account, for properties.</summary>
internal static class Histories
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly string[] Activities = [.. Playbook.Scoring.Rules.Select(rule => rule.Activity).Distinct(), "never-heard-of"];
    private static readonly string[] Content = [.. Playbook.Content.Keys.Order(StringComparer.Ordinal), "demo", "contact", "onderhoud-offerte", "-"];
    private static readonly string?[] Words = [null, "manager", "student", "owner", "specialist", "director"];
    private static readonly string?[] Functions = [null, "facility", "it", "legal", "general-management"];
    private static readonly string?[] Staff = [null, "7", "50-249", "400", "1000", "about thirty"];

    public static Gen<EnrichedSubmission[]> Any { get; } = Submission().Array[0, 40].Select(Numbered);

    public static Gen<EnrichedSubmission[]> Positive { get; } =
        Any.Select(all => all.Where(one => Intake.Scoring.Activities.Read(one.Submission, Playbook).Rule is not { Points: < 0 }).ToArray());

    public static AccountState Fold(IEnumerable<EnrichedSubmission> history) => Fold(history, Playbook);

    public static AccountState Fold(IEnumerable<EnrichedSubmission> history, Playbook playbook)
    {
        AccountState? state = null;
        foreach (var submission in history) state = ActivityFold.Apply(state ?? ActivityFold.Open(submission), submission, playbook);
        return state ?? AccountState.Of(new Account { Id = "a", IsCompany = true });
    }

    /// <summary>Each submission once, as the inserted id sees to it.</summary>
    public static IEnumerable<EnrichedSubmission> Once(IEnumerable<EnrichedSubmission> history) => history.DistinctBy(one => one.Submission.Id);

    private static Gen<EnrichedSubmission> Submission() =>
        from activity in Pick(Activities)
        from content in Pick(Content)
        from person in Gen.Int[0, 5]
        from minutes in Gen.Int[0, 300 * 24 * 60]
        from proposition in Pick<string?>(null, null, null, "energy", "charging", "-", "nonsense")
        from attended in Pick<int?>(null, 10, 30, 60)
        from timeframe in Pick<int?>(null, 3, 9, 24)
        from facts in Gen.Select(Pick(Words), Pick(Functions), Pick(Staff))
        select One(activity, content, person, Start.AddMinutes(minutes), proposition, attended, timeframe, facts);

    private static Gen<T> Pick<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(index => all[index]);

    /// <summary>One activity of somebody of whom nothing is known.</summary>
    public static EnrichedSubmission One(string activity, string content, string person, DateTimeOffset at) =>
        One(activity, content, 0, at, null, null, null, default) with { PersonId = person };

    private static EnrichedSubmission One(string activity, string content, int person, DateTimeOffset at, string? proposition,
        int? attended, int? timeframe, (string? Seniority, string? Function, string? Staff) facts) => new()
    {
        Submission = new Submission
        {
            Id = "", Source = "test", Content = content, Activity = activity, OccurredAt = at, ReceivedAt = at, Contact = new Contact { Email = "a@b.example" },
            Fingerprint = "", Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")], Proposition = proposition, AttendedMinutes = attended, DurationMinutes = 60, TimeframeMonths = timeframe,
        },
        PersonId = "p" + person.ToString(CultureInfo.InvariantCulture),
        AccountId = "a",
        Email = new EmailTraits("b.example", "b.example", Freemail: false, Disposable: false, Role: person == 5, Student: person == 4),
        PersonFacts = Known((FactNames.Seniority, facts.Seniority), (FactNames.Function, facts.Function)),
        CompanyFacts = Known((FactNames.Staff, facts.Staff)),
        Enrichers = [],
    };

    private static ImmutableSortedDictionary<string, string> Known(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        var known = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
            if (value is not null) known[name] = value;
        return known.ToImmutable();
    }

    private static EnrichedSubmission[] Numbered(EnrichedSubmission[] all) =>
        [.. all.Select((one, index) => one with { Submission = one.Submission with { Id = index.ToString("x32", CultureInfo.InvariantCulture) } })];
}
