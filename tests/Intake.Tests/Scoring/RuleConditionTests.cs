using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring;

public class RuleConditionTests
{
    private const string Hospitals = """
        { "points": 24, "when": { "all": [
          { "field": "activity.content", "eq": "wp-netcongestie" },
          { "field": "account.industry", "in": ["care", "hospital"] } ] } }
        """;

    private static readonly DateOnly Day = new(2026, 9, 24);
    private static readonly Playbook Double = EditedPlaybook.With("scoring.json",
        scoring => EditedPlaybook.Before(scoring, "whitepaper-downloaded", "hospital-whitepaper", Hospitals));

    [Fact]
    public void A_whitepaper_counts_double_for_hospitals_whenever_we_learn_that_it_is_one()
    {
        var download = Download("wp-netcongestie");
        var unknown = ActivityFold.Apply(ActivityFold.Open(download), download, Double);
        var hospital = unknown with { Account = unknown.Account with { Stated = unknown.Account.Stated.Merge([new(FactNames.Industry, "Care")], Histories.Start, "later") } };

        Assert.Equal(("whitepaper-downloaded", 480), Interest(unknown));
        Assert.Equal(("hospital-whitepaper", 960), Interest(hospital));
    }

    [Fact]
    public void Another_whitepaper_counts_as_before()
    {
        var download = Download("wp-laden-wagenpark") with { CompanyFacts = ImmutableSortedDictionary<string, string>.Empty.Add(FactNames.Industry, "care") };
        var state = ActivityFold.Apply(ActivityFold.Open(download), download, Double);

        Assert.Equal(("whitepaper-downloaded", 480), Interest(state, "charging"));
        Assert.Equal("whitepaper-downloaded|wp-laden-wagenpark", state.Leads["charging:1"].Persons["p"].Buckets.Keys.Single());
    }

    [Fact]
    public void What_two_keys_count_by_one_rule_has_one_window()
    {
        var counts = ActivityCounts.None.Add("hospital-whitepaper+whitepaper-downloaded|wp-netcongestie", Day, 1).Add("whitepaper-downloaded|wp-netcongestie", Day.AddDays(-1), 1);
        var lead = ScorerTests.Of("energy", ("p", "page-viewed|blog-netcongestie", Day.AddDays(-500), 1));
        lead = lead with { Persons = lead.Persons.SetItem("p", counts) };

        var score = Scorer.Score(new Account { Id = "a", IsCompany = true }, lead, Double, Day);

        Assert.Equal("whitepaper-downloaded", Assert.Single(score.Reasons, reason => reason.Component == "interest").Rule);
        Assert.Equal(1172, score.Interest);
    }

    [Fact]
    public void A_rule_of_fit_or_value_counts_while_its_condition_holds_and_is_a_reason()
    {
        var playbook = EditedPlaybook.With("scoring.json", scoring =>
        {
            scoring["fit"]!["rules"] = JsonNode.Parse("""
                [{ "id": "logistics-director", "label": { "en": "director in logistics" }, "points": 4,
                   "when": { "all": [{ "field": "person.seniority", "eq": "director" }, { "field": "account.industry", "eq": "logistics" }] } }]
                """);
            scoring["value"]!["rules"] = JsonNode.Parse("""
                [{ "id": "one-site", "label": { "en": "one site" }, "points": -5, "when": { "field": "account.sites", "lt": 2 } }]
                """);
        });
        var account = new Account { Id = "a", IsCompany = true, Book = new Company { Id = "a", Name = "A", Domains = [], Kind = "prospect", Industry = "logistics", Sites = 1 } };
        var lead = ScorerTests.Of("energy", ("p", "price-list-downloaded|prijslijst-energie", Day, 1));

        var director = Scorer.Score(account with { Members = account.Members.SetItem("p", new Member { Seniority = "director" }) }, lead, playbook, Day);
        var clerk = Scorer.Score(account with { Members = account.Members.SetItem("p", new Member { Seniority = "specialist" }) }, lead, playbook, Day);

        Assert.Equal(100, director.Reasons.Single(reason => reason.Rule == "fit:logistics-director").Hundredths);
        Assert.Equal(-75, director.Reasons.Single(reason => reason.Rule == "value:one-site").Hundredths);
        Assert.DoesNotContain(clerk.Reasons, reason => reason.Rule == "fit:logistics-director");
        Assert.Equal(director.Total, director.Reasons.Sum(reason => reason.Hundredths));
    }

    [Theory]
    [InlineData("""{ "windowDays": 30 }""", 29, 1200)]
    [InlineData("""{ "windowDays": 30 }""", 30, 0)]
    [InlineData("""{ "steps": [{ "fromDay": 30, "percent": 75 }, { "fromDay": 60, "percent": 50 }] }""", 29, 1200)]
    [InlineData("""{ "steps": [{ "fromDay": 30, "percent": 75 }, { "fromDay": 60, "percent": 50 }] }""", 30, 900)]
    [InlineData("""{ "steps": [{ "fromDay": 30, "percent": 75 }, { "fromDay": 60, "percent": 50 }] }""", 400, 600)]
    [InlineData("""{ "halfLifeDays": 30 }""", 60, 300)]
    public void Points_fade_by_half_lives_in_a_window_or_by_steps(string decay, int age, int interest)
    {
        var playbook = EditedPlaybook.With("scoring.json", scoring =>
        {
            foreach (var rule in scoring["rules"]!.AsArray().Where(rule => (int)rule!["points"]! < 0).ToList()) Fade(rule!, """{ "windowDays": 401 }""");
            Fade(scoring["rules"]![EditedPlaybook.IndexOf(scoring, "whitepaper-downloaded")]!, decay);
        });

        var score = Scorer.Score(
            new Account { Id = "a", IsCompany = true }, ScorerTests.Of("energy", ("p", "whitepaper-downloaded|wp-netcongestie", Day, 1)), playbook, Day.AddDays(age));

        Assert.Equal(interest, score.Interest);
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter_where_facts_choose_the_rule() =>
        Gen.Select(Histories.Any, Gen.Int[0, int.MaxValue], Gen.Int[0, 400]).Sample((history, seed, day) =>
        {
            var playbook = BySize;
            var other = history.ToArray();
            new Random(seed).Shuffle(other);
            Assert.Equal(Scores(history, playbook, day), Scores(other, playbook, day));
        }, iter: 200);

    [Theory]
    [InlineData("""{ "when": { "any": [{ "field": "activity.source", "eq": "form" }, { "field": "account.staff", "gte": 50 }] } }""", "$.rules[{at}].when: asks about the activity and about who did it")]
    [InlineData("""{ "when": { "field": "account.staff", "gte": 50 }, "asks": true }""", "$.rules[{next}]: must agree with \"special\"")]
    [InlineData("""{ "when": { "field": "score.total", "gte": 50 } }""", "$.rules[{at}].when.field: \"score.total\" cannot be asked here, only what is about activity, person, account, lead")]
    [InlineData("""{ "windowDays": 30 }""", "$.rules[{at}].windowDays: stands beside halfLifeDays")]
    [InlineData("""{ "activity": "objected", "tracked": true }""", "$.rules[{at}].tracked: \"objected\" is what a person tells us")]
    [InlineData("""{ "points": 12 }""", "$.rules[{next}]: never counts: \"special\" stands before it")]
    public void A_rule_that_cannot_be_is_refused_with_its_place(string members, string expected)
    {
        var index = EditedPlaybook.IndexOf(JsonNode.Parse(PlaybookFolder.Files(SamplePlaybook.Directory)["scoring.json"].Span)!, "whitepaper-downloaded");
        var message = "scoring.json " + expected.Replace("{at}", $"{index}", StringComparison.Ordinal).Replace("{next}", $"{index + 1}", StringComparison.Ordinal);

        var problems = EditedPlaybook.Problems("scoring.json", scoring => EditedPlaybook.Before(scoring, "whitepaper-downloaded", "special", members));

        Assert.Contains(problems, problem => problem.StartsWith(message, StringComparison.Ordinal));
    }

    private static readonly Playbook BySize = EditedPlaybook.With("scoring.json", scoring =>
    {
        EditedPlaybook.Before(scoring, "whitepaper-downloaded", "large", """{ "points": 20, "when": { "field": "account.staff", "gte": 200 } }""");
        EditedPlaybook.Before(scoring, "price-list-downloaded", "manager", """{ "points": 7, "cap": 7, "when": { "all": [{ "field": "person.seniority", "in": ["manager", "director"] }, { "field": "activity.proposition", "known": false }] } }""");
    });

    private static string Scores(IEnumerable<Intake.Enrichment.EnrichedSubmission> history, Playbook playbook, int day)
    {
        AccountState? state = null;
        foreach (var submission in history) state = ActivityFold.Apply(state ?? ActivityFold.Open(submission), submission, playbook);
        var on = DateOnly.FromDateTime(Histories.Start.UtcDateTime).AddDays(day);
        return state is null ? "" : JsonSerializer.Serialize(state.Leads.Select(lead => Scorer.Score(state.Account, lead.Value, playbook, on)));
    }

    private static void Fade(JsonNode rule, string decay)
    {
        rule.AsObject().Remove("halfLifeDays");
        foreach (var (name, value) in JsonNode.Parse(decay)!.AsObject()) rule[name] = value!.DeepClone();
    }

    private static (string, int) Interest(AccountState state, string proposition = "energy")
    {
        var score = Scorer.Score(state.Account, state.Leads[proposition + ":1"], Double, DateOnly.FromDateTime(Histories.Start.UtcDateTime));
        var reason = Assert.Single(score.Reasons, reason => reason.Component == "interest");
        return (reason.Rule, reason.Hundredths);
    }

    private static Intake.Enrichment.EnrichedSubmission Download(string content) => Histories.One("whitepaper-downloaded", content, "p", Histories.Start);
}
