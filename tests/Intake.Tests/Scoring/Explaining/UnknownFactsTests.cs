using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Scoring.Explaining;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring.Explaining;

public class UnknownFactsTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = DateOnly.FromDateTime(At.UtcDateTime);

    private static readonly Playbook Asking = EditedPlaybook.With("scoring.json", scoring =>
    {
        scoring["fit"]!["rules"] = JsonNode.Parse("""
            [{ "id": "dutch-director", "label": { "en": "director who speaks Dutch" }, "points": 4,
               "when": { "all": [{ "field": "person.seniority", "eq": "director" }, { "not": { "field": "person.language", "eq": "en" } }, { "field": "account.company", "eq": true }] } }]
            """);
        scoring["value"]!["rules"] = JsonNode.Parse("""
            [{ "id": "one-site", "label": { "en": "one site" }, "points": -5, "when": { "any": [{ "field": "account.sites", "lt": 2 }, { "field": "account.staff", "lt": 9 }] } }]
            """);
        EditedPlaybook.Before(scoring, "price-list-downloaded", "price-list-of-hospitals", """{ "when": { "field": "account.industry", "eq": "care" } }""");
    });

    [Fact]
    public void What_conditions_ask_and_nobody_told_is_named_with_who_asks()
    {
        var unknown = Unknown(Asking, new Account { Id = "a", IsCompany = true, Members = Members(new Member { Seniority = "director" }) });

        Assert.Equal(
            [
                "account.staff: fit:staff, value:staff, value:one-site", "account.industry: fit:industry, price-list-of-hospitals", "account.country: fit:country",
                "person.function: fit:function", "person.language: fit:dutch-director", "account.sites: value:one-site",
            ],
            unknown.Select(fact => $"{fact.Field}: {string.Join(", ", fact.AskedBy)}"));
    }

    [Fact]
    public void What_is_known_is_not_named()
    {
        var book = new Company { Id = "a", Name = "A", Domains = [], Kind = "prospect", Industry = "care", Sites = 1, Staff = 7, Country = "NL" };
        var account = new Account { Id = "a", IsCompany = true, Book = book, Members = Members(new Member { Seniority = "director", Function = "it", Language = "nl" }) };

        Assert.Empty(Unknown(Asking, account));
    }

    [Fact]
    public void What_no_condition_asks_is_not_named()
    {
        var account = new Account { Id = "a", IsCompany = true, Members = Members(new Member { Seniority = "director" }) };

        Assert.Equal(["account.staff", "account.industry", "account.country", "person.function"], Unknown(SamplePlaybook.Instance, account).Select(fact => fact.Field));
    }

    [Fact]
    public void What_the_gate_asks_beside_its_lines_is_named()
    {
        var playbook = EditedPlaybook.With("stages.json", stages => stages["gates"]!["prospects"]!["when"] = JsonNode.Parse("""{ "field": "account.legalForm", "eq": "B.V." }"""));
        var account = new Account { Id = "a", IsCompany = true, Members = Members(new Member()) };

        Assert.Contains(Unknown(playbook, account), fact => fact.Field == "account.legalForm" && fact.AskedBy.SequenceEqual([playbook.Stages.Gates.Prospects.Id]));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nl")]
    public void Every_fact_that_can_be_unknown_has_words(string language)
    {
        var texts = ExplainTexts.In(language);
        var facts = Fields.All.Where(field => field.Scope is Scopes.Person or Scopes.Account)
            .Where(field => field.Type is Intake.Playbooks.Conditions.ValueType.Text or Intake.Playbooks.Conditions.ValueType.Number);
        Assert.All(facts, field => Assert.NotEqual(field.Name, texts.Field(field.Name)));
    }

    private static ImmutableArray<UnknownFact> Unknown(Playbook playbook, Account account)
    {
        var bucket = playbook == Asking ? "price-list-of-hospitals+price-list-downloaded|prijslijst-energie" : "price-list-downloaded|prijslijst-energie";
        var lead = ScorerTests.Of("energy", ("p", bucket, Day, 1));
        return Explainer.Explain(AccountState.Of(account).With(lead), AccountState.KeyOf(lead), playbook, At)!.Unknown;
    }

    private static ImmutableSortedDictionary<string, Member> Members(Member member) => new Account { Id = "a", IsCompany = true }.Members.Add("p", member);
}
