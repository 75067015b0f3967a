using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Storage;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring;

public class ScorerProperties
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 800].Select(day => DateOnly.FromDateTime(Histories.Start.UtcDateTime).AddDays(day));

    [Fact]
    public void Any_order_and_any_repetition_gives_the_same_scores_byte_for_byte() =>
        Gen.Select(Histories.Any, Gen.Int[0, int.MaxValue], Day).Sample((history, seed, day) =>
        {
            var again = history.Concat(history).ToArray();
            new Random(seed).Shuffle(again);

            Assert.Equal(Scores(Histories.Fold(history), day), Scores(Histories.Fold(Histories.Once(again)), day));
        }, iter: 100);

    [Fact]
    public void The_account_and_the_counts_do_not_depend_on_the_order() =>
        Gen.Select(Histories.Any, Gen.Int[0, int.MaxValue]).Sample((history, seed) =>
        {
            var other = history.ToArray();
            new Random(seed).Shuffle(other);

            Assert.Equal(Told(Histories.Fold(history)), Told(Histories.Fold(other)));
        }, iter: 100);

    [Fact]
    public void The_reasons_add_up_to_the_hundredth_and_components_stay_within_bounds() =>
        Gen.Select(Histories.Any, Day).Sample((history, day) =>
        {
            var state = Histories.Fold(history);
            foreach (var lead in state.Leads.Values)
            {
                var score = Scorer.Score(state.Account, lead, Playbook, day);
                Assert.Equal(score.Total, score.Reasons.Sum(reason => reason.Hundredths));
                Assert.All([score.Total, score.Interest, score.Phase, score.Fit, score.Value], part => Assert.InRange(part, 0, 10_000));
                var exact = (score.Interest * 40) + (score.Phase * 20) + (score.Fit * 25) + (score.Value * 15);
                Assert.Equal((exact + 50) / 100, score.Total);
                foreach (var component in score.Reasons.GroupBy(reason => reason.Component))
                    Assert.InRange(component.Sum(reason => reason.Hundredths) - (Weighted(score, component.Key) / 100m), -component.Count(), component.Count());
            }
        }, iter: 300);

    [Fact]
    public void With_no_new_activity_interest_that_only_adds_never_rises() =>
        Gen.Select(Histories.Positive, Gen.Int[300, 700], Gen.Int[1, 90]).Sample((history, from, days) =>
        {
            var state = Histories.Fold(history);
            var first = DateOnly.FromDateTime(Histories.Start.UtcDateTime).AddDays(from);
            foreach (var lead in state.Leads.Values)
                Assert.True(Scorer.Score(state.Account, lead, Playbook, first.AddDays(days)).Interest <= Scorer.Score(state.Account, lead, Playbook, first).Interest);
        }, iter: 100);

    [Fact]
    public void No_person_and_no_rule_brings_more_than_its_cap() =>
        Gen.Select(Histories.Positive, Day).Sample((history, day) =>
        {
            var state = Histories.Fold(history);
            foreach (var lead in state.Leads.Values)
            {
                foreach (var (id, counts) in lead.Persons)
                {
                    var alone = lead with { Persons = lead.Persons.Clear().Add(id, counts) };
                    Assert.InRange(Scorer.Score(state.Account, alone, Playbook, day).Interest, 0, Playbook.Scoring.PersonCap * 100);
                    foreach (var rule in Playbook.Scoring.Rules.Where(rule => rule.Points > 0)) AtMost(state, alone, id, day, [rule.Id], rule.Cap);
                    foreach (var group in Playbook.Scoring.Groups.Where(group => group.Cap is not null))
                        AtMost(state, alone, id, day, [.. Playbook.Scoring.Rules.Where(rule => rule.Group == group.Id).Select(rule => rule.Id)], group.Cap!.Value);
                }
            }
        }, iter: 100);

    [Fact]
    public void Cached_counts_equal_the_fold_over_the_submissions() =>
        Gen.Select(Histories.Any, Day).Sample((history, day) =>
        {
            AccountState? cached = null;
            foreach (var submission in history)
            {
                cached = ActivityFold.Apply(cached ?? ActivityFold.Open(submission), submission, Playbook);
                cached = WrittenAndRead(cached);
            }
            if (cached is not null) Assert.Equal(Scores(Histories.Fold(history), day), Scores(cached, day));
        }, iter: 100);

    private static void AtMost(AccountState state, Lead lead, string person, DateOnly day, HashSet<string> rules, int cap)
    {
        var counts = lead.Persons[person];
        var only = new ActivityCounts(counts.Buckets.RemoveRange(counts.Buckets.Keys.Where(key => !rules.Contains(BucketKey.Parse(key).Rules))));
        var score = Scorer.Score(state.Account, lead with { Persons = lead.Persons.SetItem(person, only) }, Playbook, day);
        Assert.InRange(score.Interest, 0, cap * 100);
    }

    private static AccountState WrittenAndRead(AccountState state)
    {
        var account = JsonSerializer.Deserialize(JsonSerializer.Serialize(state.Account, IntakeJson.Default.Account), IntakeJson.Default.Account)!;
        var read = AccountState.Of(account);
        foreach (var lead in state.Leads.Values)
            read = read.With(JsonSerializer.Deserialize(JsonSerializer.Serialize(lead, IntakeJson.Default.Lead), IntakeJson.Default.Lead)!);
        return read;
    }

    private static int Weighted(Score score, string component) => component switch
    {
        Components.Interest => score.Interest * 40,
        Components.Phase => score.Phase * 20,
        Components.Fit => score.Fit * 25,
        _ => score.Value * 15,
    };

    private static string Scores(AccountState state, DateOnly day) =>
        JsonSerializer.Serialize(state.Leads.ToDictionary(lead => lead.Key, lead => Scorer.Score(state.Account, lead.Value, Playbook, day)));

    // When a stage began is told by whoever decides; everything else must be the same.
    private static string Told(AccountState state) =>
        JsonSerializer.Serialize(state.Account, IntakeJson.Default.Account)
        + string.Concat(state.Leads.Values.Select(lead => JsonSerializer.Serialize(lead with { StageSince = default }, IntakeJson.Default.Lead)));
}
