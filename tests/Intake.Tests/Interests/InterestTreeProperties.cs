using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.Interests;
using Intake.Playbooks;
using Intake.Tests.Playbooks;
using Intake.Tests.Scoring;

namespace Intake.Tests.Interests;

public class InterestTreeProperties
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly DateOnly Start = DateOnly.FromDateTime(Histories.Start.UtcDateTime);
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 800].Select(Start.AddDays);
    private static readonly string[] Persons = ["p0", "p1", "p2", "p3", "p4", "p5", "nobody"];

    [Fact]
    public void Any_order_of_arrival_and_of_leads_gives_the_same_tree() =>
        Gen.Select(Histories.Any, Gen.Int[0, int.MaxValue], Day).Sample((history, seed, day) =>
        {
            var again = history.Concat(history).ToArray();
            new Random(seed).Shuffle(again);
            var other = Histories.Fold(Histories.Once(again)).Leads.Values.Reverse();

            Assert.Equal(Trees(Histories.Fold(history).Leads.Values, day), Trees(other, day));
        }, iter: 100);

    [Fact]
    public void With_no_new_activity_nothing_rises() =>
        Gen.Select(Histories.Any, Gen.Int[300, 700], Gen.Int[1, 90]).Sample((history, from, days) =>
        {
            var leads = Histories.Fold(history).Leads.Values;
            foreach (var person in Persons)
            {
                var before = Of(leads, person, Start.AddDays(from)).ToDictionary(topic => topic.Path, topic => topic.Hundredths);
                foreach (var topic in Of(leads, person, Start.AddDays(from + days))) Assert.InRange(topic.Hundredths, 0, before[topic.Path]);
            }
        }, iter: 100);

    [Fact]
    public void What_is_below_a_topic_is_never_more_than_the_topic() =>
        Gen.Select(Histories.Any, Day).Sample((history, day) =>
        {
            foreach (var topic in Persons.SelectMany(person => Of(Histories.Fold(history).Leads.Values, person, day)))
            {
                Assert.InRange(topic.Below.Sum(below => below.Hundredths), 0, topic.Hundredths);
                Assert.All(topic.Below, below => Assert.Equal(topic.Depth + 1, below.Depth));
                Assert.All(topic.Below, below => Assert.StartsWith(topic.Path, below.Path, StringComparison.Ordinal));
            }
        }, iter: 100);

    [Fact]
    public void Each_topic_down_to_the_current_one_has_enough_and_none_is_deeper() =>
        Gen.Select(Histories.Positive, Day, Gen.Int[1, 60], Gen.Int[1, 100]).Sample((history, day, from, share) =>
        {
            var rules = Playbook with { Scoring = Playbook.Scoring with { Interests = new InterestRules(from, share) } };
            foreach (var person in Persons)
            {
                var tree = InterestTree.Of(Histories.Fold(history).Leads.Values, person, rules, day);
                var enough = Enough(tree.All, from, share).ToList();
                Assert.Equal(enough.Max(topic => (int?)topic.Depth), tree.Current?.Depth);
                if (tree.Current is { } current) Assert.Contains(current, enough);
            }
        }, iter: 100);

    [Fact]
    public void Beyond_the_horizon_nothing_is_left() =>
        Histories.Any.Sample(history =>
        {
            var last = Start.AddDays(300 + Playbook.Scoring.HorizonDays + 1);
            foreach (var person in Persons) Assert.Equal([0], Of(Histories.Fold(history).Leads.Values, person, last).Select(topic => topic.Hundredths));
        }, iter: 50);

    [Fact]
    public void One_more_thing_done_today_never_lowers_a_topic() =>
        Gen.Select(Histories.Any, Gen.Int[310, 500]).Sample((history, from) =>
        {
            var (leads, day) = (Histories.Fold(history).Leads.Values, Start.AddDays(from));
            var more = ScorerTests.Of("-", ("p1", "calculator-used|calc-piekvermogen", day, 1));
            var after = Of([.. leads, more], "p1", day).ToDictionary(topic => topic.Path, topic => topic.Hundredths);
            foreach (var topic in Of(leads, "p1", day)) Assert.InRange(topic.Hundredths, 0, after[topic.Path]);
        }, iter: 100);

    private static IEnumerable<Topic> Enough(Topic topic, int from, int share) => topic.Below
        .Where(below => below.Hundredths >= from * 100 && below.Hundredths * 100L >= topic.Hundredths * (long)share).SelectMany(below => Enough(below, from, share).Prepend(below));

    private static IEnumerable<Topic> Of(IEnumerable<Lead> leads, string person, DateOnly day) => InterestTreeTests.Topics(InterestTree.Of(leads, person, Playbook, day).All);

    private static string Trees(IEnumerable<Lead> leads, DateOnly day) =>
        JsonSerializer.Serialize(Persons.Select(person => InterestTree.Of(leads, person, Playbook, day)));
}
