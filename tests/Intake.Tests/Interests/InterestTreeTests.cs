using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Intake.Accounts;
using Intake.Interests;
using Intake.Playbooks;
using Intake.Tests.Playbooks;
using Intake.Tests.Scoring;

namespace Intake.Tests.Interests;

public class InterestTreeTests
{
    private static readonly DateOnly Day = new(2026, 9, 24);
    private static readonly Playbook Playbook = SamplePlaybook.Instance;

    /// <summary>A travel agency's content, counted by the sample's rules.</summary>
    private static readonly Playbook Travel = Playbook with
    {
        Content = new[]
        {
            Item("vietnam-pages", "pages", "travel/asia/vietnam"), Item("vietnam-guide", "whitepaper", "travel/asia/vietnam"),
            Item("japan-guide", "whitepaper", "travel/asia/japan"), Item("japan-webinar", "webinar", "travel/asia/japan"), Item("italy-guide", "whitepaper", "travel/europe/italy"),
        }.ToFrozenDictionary(item => item.Id),
    };

    [Fact]
    public void First_the_region_then_the_country_once_the_evidence_is_there()
    {
        var lead = ScorerTests.Of("energy");
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Intake.Tests", "Interests", "travel.json")));
        foreach (var moment in golden.RootElement.EnumerateArray())
        {
            var day = DateOnly.Parse(moment.GetProperty("day").GetString()!);
            foreach (var did in moment.GetProperty("did").EnumerateArray())
                lead = lead with { Persons = lead.Persons.SetItem("p", lead.Persons.GetValueOrDefault("p", ActivityCounts.None).Add(did.GetString()!.Replace(' ', '|'), day, 1)) };

            var tree = InterestTree.Of([lead], "p", Travel, day);

            Assert.Equal(moment.GetProperty("current").GetString(), tree.Current?.Path);
            Assert.Equal(
                moment.GetProperty("topics").EnumerateObject().Select(topic => (topic.Name, topic.Value.GetInt32())),
                Topics(tree.All).Skip(1).Select(topic => (topic.Path, topic.Hundredths)));
        }
    }

    [Fact]
    public void What_counts_for_two_leads_was_done_once()
    {
        string[] both = ["energy", "charging"];
        var shared = both.Select(proposition => ScorerTests.Of(proposition, ("p", "webinar-attended|web-vol-stroomnet", Day, 1)));
        Assert.Equal(1500, Hundredths(shared, "energy/grid-congestion"));
    }

    [Fact]
    public void What_was_stated_is_each_leads_own()
    {
        Lead[] leads =
        [
            ScorerTests.Of("energy", ("p", "whitepaper-downloaded|wp-netcongestie", Day, 1)), ScorerTests.Of("charging", ("p", "calculator-used|calc-piekvermogen|stated", Day.AddDays(-31), 1)),
            ScorerTests.Of("energy", ("p", "calculator-used|calc-piekvermogen", Day, 1)), ScorerTests.Of("-", ("p", "price-list-downloaded|prijslijst-energie", Day, 1)),
        ];
        Assert.Equal(1200, Hundredths(leads, "energy/grid-congestion/waiting-list"));
        Assert.Equal(2000, Hundredths(leads, "energy/peak-shaving/battery")); // the rule's cap
        Assert.Equal(3000, Hundredths(leads, "energy/price"));
    }

    [Fact]
    public void What_a_closed_round_knows_was_done_all_the_same()
    {
        var closed = ScorerTests.Of("energy", ("p", "whitepaper-downloaded|wp-netcongestie", Day, 1)) with { Closed = true };
        var next = ScorerTests.Of("energy", ("p", "whitepaper-requested|wp-netcongestie", Day, 1)) with { Round = 2 };
        Assert.Equal(2000, Hundredths([closed, next], "energy/grid-congestion/waiting-list"));
    }

    [Theory]
    [InlineData("webinar-cancelled|pweb-energie")] // takes points
    [InlineData("webinar-missed|pweb-energie")] // gives none
    [InlineData("demo-requested|demo")] // of no topic
    [InlineData("no-such-rule|pweb-energie")]
    [InlineData("whitepaper-downloaded|no-such-content")]
    public void What_is_no_evidence_tells_nothing(string bucket)
    {
        var tree = InterestTree.Of([ScorerTests.Of("energy", ("p", bucket, Day, 1))], "p", Playbook, Day);
        Assert.Equal((0, 0), (tree.All.Hundredths, tree.All.Below.Length));
        Assert.Null(tree.Current);
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(9, 800)] // the rule's cap, however many pages
    public void Nobody_is_known_by_the_number_of_pages_they_turned(int count, int hundredths) =>
        Assert.Equal(hundredths, Hundredths([ScorerTests.Of("energy", ("p", "page-viewed|blog-netcongestie", Day, count))], "energy/grid-congestion"));

    [Fact]
    public void The_same_content_counts_once_in_its_window()
    {
        var lead = ScorerTests.Of("energy", ("p", "whitepaper-downloaded|wp-netcongestie", Day, 5), ("p", "whitepaper-downloaded|wp-netcongestie", Day.AddDays(1), 1));
        Assert.Equal(1172, InterestTree.Of([lead], "p", Playbook, Day.AddDays(1)).All.Hundredths);
    }

    [Fact]
    public void Whoever_objected_has_no_interests_that_we_know()
    {
        var lead = ScorerTests.Of("energy", ("p", "webinar-attended|pweb-energie", Day, 1));
        var account = new Account { Id = "a", IsCompany = true };
        Assert.Equal("energy/peak-shaving", InterestTree.Of(account, [lead], "p", Playbook, Day).Current?.Path);
        var objected = account with { Members = account.Members.SetItem("p", new Member { Objected = true }) };
        Assert.Equal(0, InterestTree.Of(objected, [lead], "p", Playbook, Day).All.Hundredths);
    }

    [Theory]
    [InlineData(11, 50, "travel/asia/japan")] // as much as Vietnam: by path
    [InlineData(11, 51, "travel/asia")]
    [InlineData(13, 50, "travel/asia")]
    [InlineData(25, 50, null)]
    public void The_deepest_with_enough_is_told_and_of_equals_the_first_by_path(int from, int share, string? current)
    {
        var lead = ScorerTests.Of("energy", ("p", "whitepaper-downloaded|vietnam-guide", Day, 1), ("p", "whitepaper-downloaded|japan-guide", Day, 1));
        var rules = Travel with { Scoring = Travel.Scoring with { Interests = new InterestRules(from, share) } };
        Assert.Equal(current, InterestTree.Of([lead], "p", rules, Day).Current?.Path);
    }

    [Fact]
    public void An_agreement_without_interests_tells_none()
    {
        var without = Playbook with { Scoring = Playbook.Scoring with { Interests = null } };
        var tree = InterestTree.Of([ScorerTests.Of("energy", ("p", "webinar-attended|pweb-energie", Day, 1))], "p", without, Day);
        Assert.Equal(1500, tree.All.Hundredths);
        Assert.Null(tree.Current);
    }

    /// <summary>A topic with those below it, each before its own.</summary>
    internal static IEnumerable<Topic> Topics(Topic topic) => [topic, .. topic.Below.SelectMany(Topics)];

    private static int Hundredths(IEnumerable<Lead> leads, string path) =>
        Topics(InterestTree.Of(leads, "p", Playbook, Day).All).Single(topic => topic.Path == path).Hundredths;

    private static ContentItem Item(string id, string kind, string topic) => new()
    {
        Id = id, Kind = kind, Topic = topic, Title = new Localized(ImmutableSortedDictionary<string, string>.Empty),
        Shares = ImmutableSortedDictionary<string, int>.Empty.Add("energy", 100),
    };
}
