using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring;

/// <summary>Of the submissions of a person with the same key the newest counts, and it alone.</summary>
public sealed class KeyedFoldTests
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly DateTimeOffset Start = new(2026, 9, 24, 14, 0, 0, TimeSpan.Zero);

    private static readonly Gen<EnrichedSubmission[]> Sets =
        from picks in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 60], Gen.Int[0, 6], Gen.Int[0, 3]).Array[1, 9]
        select picks.Select((pick, index) => One(index, pick.Item1, pick.Item2, pick.Item3 == 0 ? null : pick.Item3, pick.Item4, pick.Item5)).ToArray();

    [Fact]
    public void Any_order_and_any_repetition_gives_the_same_counts_scores_and_facts() =>
        Gen.Select(Sets, Gen.Int).Sample((set, seed) =>
        {
            var random = new Random(seed);
            EnrichedSubmission[] again = [.. set, .. set.Where(_ => random.Next(2) == 0)];
            random.Shuffle(again);
            Assert.Equal(Told(Play(set)), Told(Play(again)));
        }, iter: 1_000);

    [Fact]
    public void The_counts_are_those_of_the_newest_alone() =>
        Sets.Sample(set =>
        {
            var newest = set.GroupBy(one => (one.PersonId, one.Submission.ActivityKey ?? one.Submission.Id))
                .Select(same => same.MaxBy(one => (one.Submission.ReceivedAt, one.Submission.Id), Order)!).OrderBy(one => one.Submission.Id);
            Assert.Equal(Counts(Play(newest)), Counts(Play(set)));
        }, iter: 1_000);

    [Fact]
    public void The_score_stays_the_sum_of_its_reasons() =>
        Sets.Sample(set =>
        {
            foreach (var lead in Play(set).State!.Leads.Values)
                Assert.Equal(lead.Score!.Total, lead.Score.Reasons.Sum(reason => reason.Hundredths));
        }, iter: 300);

    [Fact]
    public void What_was_counted_in_a_closed_round_stays_there_and_opens_no_other()
    {
        var world = Play([One(0, 0, 1, 20, 0, 0)]);
        var closed = world.State!.Leads.Values.Single() with { Closed = true };
        world.State = world.State.With(closed);

        world.Take(One(1, 0, 1, 55, 0, 1));
        world.Take(One(2, 0, 1, 58, 0, 2));
        var lead = Assert.Single(world.State.Leads.Values);
        Assert.Equal(closed.Persons, lead.Persons);
        Assert.Equal(closed.Newest, lead.Newest);
    }

    [Fact]
    public void A_replacement_is_the_same_activity_so_nothing_is_handed_off_or_told_twice()
    {
        var world = Play([One(0, 0, 1, 55, 0, 0)]);
        var lead = world.State!.Leads.Values.Single();
        var handoff = new Handoff
        {
            Id = "h", Proposition = lead.Proposition, Round = lead.Round, State = HandoffState.Due, Gate = "score", Asked = false, DecidedAt = Start, Trigger = lead.Newest!,
        };
        world.State = world.State.With(lead with { LastTrigger = lead.Newest }).With(handoff);

        world.Take(One(1, 0, 1, 58, 0, 1));
        lead = world.State.Leads.Values.Single();
        var now = world.State.Handoffs["h"];
        Assert.Equal((Id(1), 58), (lead.Newest!.Submission, lead.Newest.AttendedMinutes));
        Assert.Equal(Id(1), lead.LastTrigger!.Submission);
        Assert.False(lead.Newest.IsAfter(lead.LastTrigger));
        Assert.Equal((Id(1), (Trigger?)null), (now.Trigger.Submission, now.PendingUpdate));
    }

    private static readonly Comparer<(DateTimeOffset At, string Id)> Order =
        Comparer<(DateTimeOffset At, string Id)>.Create((one, other) => one.At != other.At ? one.At.CompareTo(other.At) : string.CompareOrdinal(one.Id, other.Id));

    /// <summary>An account as it is committed submission by submission.</summary>
    private sealed class World
    {
        public AccountState? State { get; set; }

        public Dictionary<string, Person> Persons { get; } = [];

        public HashSet<string> Seen { get; } = [];

        public void Take(EnrichedSubmission one)
        {
            if (!Seen.Add(one.Submission.Id)) return;
            var commit = SubmissionDecision.Decide(State, Persons.GetValueOrDefault(one.PersonId), one, Playbook, Start.AddDays(7));
            State = commit.State;
            Persons[one.PersonId] = JsonSerializer.Deserialize(JsonSerializer.Serialize(commit.Person!, IntakeJson.Default.Person), IntakeJson.Default.Person)!;
        }
    }

    private static World Play(IEnumerable<EnrichedSubmission> set)
    {
        var world = new World();
        foreach (var one in set) world.Take(one);
        return world;
    }

    private static string Told(World world) =>
        string.Join('\n', world.State!.Leads.Values.Select(lead => $"{AccountState.KeyOf(lead)} {JsonSerializer.Serialize(lead.Score)} {lead.FirstAt} {lead.NewestAt}"))
        + Counts(world) + JsonSerializer.Serialize(world.State.Account with { Revision = 0 }, IntakeJson.Default.Account)
        + string.Concat(world.Persons.OrderBy(person => person.Key).Select(person => JsonSerializer.Serialize(person.Value, IntakeJson.Default.Person)));

    private static string Counts(World world) => string.Join('\n',
        from lead in world.State!.Leads.Values
        from person in lead.Persons
        from bucket in person.Value.Buckets
        from day in bucket.Value
        select $"{AccountState.KeyOf(lead)} {person.Key} {bucket.Key} {day.Key} {day.Value}");

    private static EnrichedSubmission One(int number, int person, int key, int? minutes, int days, int later)
    {
        var at = Start.AddDays(-days);
        return new EnrichedSubmission
        {
            Submission = new Submission
            {
                Id = Id(number), Fingerprint = "f", Source = "zoom", Content = key == 2 ? "web-vol-stroomnet" : "pweb-energie", OccurredAt = at,
                ReceivedAt = Start.AddHours(later), Activity = minutes is null ? "webinar-missed" : "webinar-attended", AttendedMinutes = minutes, DurationMinutes = 60,
                ActivityKey = key == 0 ? null : "k" + key.ToString(CultureInfo.InvariantCulture), Contact = new Contact { Email = "a@b.example" },
            },
            PersonId = "p" + person.ToString(CultureInfo.InvariantCulture),
            AccountId = "a",
            Email = new EmailTraits("b.example", "b.example", Freemail: false, Disposable: false, Role: false, Student: false),
            PersonFacts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(FactNames.FirstName, "name" + number),
            CompanyFacts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            Enrichers = [],
        };
    }

    private static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);
}
