using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;
using RulesEngine.Models;

namespace Intake.Benchmarks;

/// <summary>What the rules are asked about, as a rules engine takes it.</summary>
public sealed record Prospect(int Staff, string Industry, string Country, int Sites, string Function, string Seniority);

/// <summary>The same thirty rules of two terms each, for the playbook and for RulesEngine. About half of them hold of the one prospect.</summary>
internal static class TwoTermRules
{
    public const string Workflow = "fit";

    public static readonly Prospect Input = new(320, "logistics", "NL", 3, "facility", "manager");

    private static readonly (string Name, string Ours, string Theirs)[] All = [.. Enumerable.Range(0, 10).SelectMany(Three)];

    /// <summary>The sample playbook with the thirty as its rules of fit, in place of the tables.</summary>
    public static Playbook Playbook()
    {
        var files = PlaybookFolder.Files(ScoringBenchmark.Playbook).ToDictionary();
        var scoring = JsonNode.Parse(files["scoring.json"].Span)!;
        var fit = scoring["fit"]!;
        fit["facts"] = new JsonArray();
        fit["rules"] = new JsonArray([.. All.Select(rule =>
            JsonNode.Parse($$"""{ "id": "{{rule.Name}}", "label": { "en": "{{rule.Name}}" }, "points": 3, "when": { "all": [{{rule.Ours}}] } }"""))]);
        files["scoring.json"] = Encoding.UTF8.GetBytes(scoring.ToJsonString());
        var problems = new Problems();
        return PlaybookReader.Read(files, problems) ?? throw new InvalidPlaybookException("the benchmark", problems.Found);
    }

    public static ScoreSheet Sheet()
    {
        var at = new DateTimeOffset(2026, 9, 24, 0, 0, 0, TimeSpan.Zero);
        var account = new Account
        {
            Id = "a", IsCompany = true,
            Book = new Company
            {
                Id = "a", Name = "A", Domains = ["a.example"], Kind = "prospect", Staff = Input.Staff, Industry = Input.Industry, Country = Input.Country, Sites = Input.Sites,
            },
        };
        account = account with { Members = account.Members.SetItem("p", new Member { Function = Input.Function, Seniority = Input.Seniority }) };
        var lead = new Lead { Proposition = "energy", Round = 1, Stage = "unqualified", StageSince = at, FirstAt = at, NewestAt = at };
        var counts = ActivityCounts.None.Add("whitepaper-downloaded|wp-netcongestie", new DateOnly(2026, 9, 20), 1);
        return ScoreSheet.Of(account, lead with { Persons = lead.Persons.SetItem("p", counts) }, Playbook());
    }

    public static RulesEngine.RulesEngine Engine() => new([new Workflow
    {
        WorkflowName = Workflow,
        Rules = [.. All.Select(rule => new RulesEngine.Models.Rule
        {
            RuleName = rule.Name, SuccessEvent = "3", Expression = rule.Theirs, RuleExpressionType = RuleExpressionType.LambdaExpression,
        })],
    }]);

    /// <summary>Names of the rules that hold, by a score.</summary>
    public static string[] Holding(Score score) =>
        [.. score.Reasons.Where(reason => reason.Rule.StartsWith("fit:rule", StringComparison.Ordinal)).Select(reason => reason.Rule["fit:".Length..]).Order(StringComparer.Ordinal)];

    /// <summary>Names of the rules that hold, by RulesEngine.</summary>
    public static string[] Holding(List<RuleResultTree> results) =>
        [.. results.Where(result => result.IsSuccess).Select(result => result.Rule.RuleName).Order(StringComparer.Ordinal)];

    private static IEnumerable<(string, string, string)> Three(int round)
    {
        var staff = (50 * round) + 10;
        var industry = round % 4 == 3 ? "property" : "logistics";
        yield return (Name(round, 0), $$"""{ "field": "account.staff", "gte": {{staff}} }, { "field": "account.industry", "eq": "{{industry}}" }""",
            $"input.Staff >= {staff} && input.Industry == \"{industry}\"");
        var (country, seniority) = (round % 2 == 0 ? "NL" : "DE", round % 5 == 4 ? "director" : "manager");
        yield return (Name(round, 1), $$"""{ "field": "account.country", "eq": "{{country}}" }, { "field": "person.seniority", "eq": "{{seniority}}" }""",
            $"input.Country == \"{country}\" && input.Seniority == \"{seniority}\"");
        var function = round % 3 == 0 ? "finance" : "facility";
        yield return (Name(round, 2), $$"""{ "field": "account.sites", "lt": {{round}} }, { "field": "person.function", "eq": "{{function}}" }""",
            $"input.Sites < {round} && input.Function == \"{function}\"");
    }

    private static string Name(int round, int which) => string.Create(CultureInfo.InvariantCulture, $"rule-{round}-{which}");
}
