using System.Text.Json.Nodes;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;

namespace Intake.Tests.Playbooks;

public class BrokenStagesTests
{
    private const string Enter = "$.stages[2].enter", Rule = "$.gates.exclusions.rules[0].when";

    /// <summary>What a condition is, where it stands, and what is told.</summary>
    public static TheoryData<string, string, string> Conditions => new()
    {
        { Rule, """{"field": "account.stafff", "lt": 5}""", $".field: there is no field \"account.stafff\"; there are {string.Join(", ", Fields.All.Where(known => known.Scope == Scopes.Account).Select(known => known.Name))}" },
        { Rule, """{"field": "account.Staff", "lt": 5}""", ".field: there is no field \"account.Staff\"; there is \"account.staff\"" },
        { Rule, """{"field": "score.total", "lt": 5}""", ".field: \"score.total\" cannot be asked here, only what is about person, account" },
        { Rule, """{"field": "activity.content", "eq": "x"}""", ".field: \"activity.content\" cannot be asked here, only what is about person, account" },
        { Rule, """{"field": "account.staff", "below": 5}""", ".field: \"account.staff\" needs one of eq, in, gt, gte, lt, lte, known" },
        { Rule, """{"field": "account.staff", "below": 5}""", ".below: is not known here" },
        { Rule, """{"field": "account.staff", "lt": "5"}""", ".lt: must be a number with at most two decimals" },
        { Rule, """{"field": "account.staff", "lt": 5.125}""", ".lt: must be a number with at most two decimals" },
        { Rule, """{"field": "account.staff", "in": [5, "6"]}""", ".in[1]: must be a number with at most two decimals" },
        { Rule, """{"field": "account.staff", "in": []}""", ".in: must be a list of numbers" },
        { Rule, """{"field": "account.staff", "matches": "^5"}""", ".matches: is not known here" },
        { Rule, """{"field": "account.industry", "eq": 5}""", ".eq: must be a text, not a number" },
        { Rule, """{"field": "account.industry", "in": []}""", ".in: needs at least one text" },
        { Rule, """{"field": "account.industry", "gte": 5}""", ".gte: is not known here" },
        { Rule, """{"field": "account.industry", "matches": "("}""", ".matches: \"(\" is no regular expression without look-around and back references" },
        { Rule, """{"field": "account.industry", "matches": "(?=a)b"}""", ".matches: \"(?=a)b\" is no regular expression without look-around and back references" },
        { Rule, """{"field": "account.industry", "matches": "(a)\\1"}""", ".matches: \"(a)\\1\" is no regular expression without look-around and back references" },
        { Rule, "{\"field\": \"account.industry\", \"matches\": \"" + new string('a', 201) + "\"}", ".matches: is longer than 200" },
        { Rule, """{"field": "person.agent", "eq": "yes"}""", ".eq: must be true or false, not a text" },
        { Rule, """{"field": "account.owns", "eq": "care"}""", ".field: \"account.owns\" needs one of contains, in, known" },
        { Rule, """{"field": "account.owns", "known": 1}""", ".known: must be true or false, not a number" },
        { Rule, """{"all": []}""", ".all: needs at least one condition" },
        { Rule, """{"any": []}""", ".any: needs at least one condition" },
        { Rule, """{"all": {}}""", ".all: must be a list, not an object" },
        { Rule, """{"not": []}""", ".not: must be an object, not a list" },
        { Rule, """{"all": [{"not": {"field": "x", "eq": 1}}]}""", ".all[0].not.field: there is no field \"x\"" },
        { Rule, """{"any": [{"field": "person.left", "eq": true}], "all": []}""", ".field: stands beside all, any: one condition is one of them" },
        { Rule, """{"any": [{"field": "person.left", "eq": true}], "field": "person.left"}""", ".field: stands beside any: one condition is one of them" },
        { Rule, "{}", ".field: is missing: a condition is all, any, not, or a field with what is asked of it" },
        { Rule, Deep(9), string.Concat(Enumerable.Repeat(".not", 8)) + ".all: conditions are more than 8 deep" },
        { Rule, "5", ": must be an object, not a number" },
        { "$.gates.asked.when", """{"field": "activity.form", "eq": "demo"}""", ".field: \"activity.form\" cannot be asked here, only what is about person, account, lead, score" },
        { "$.gates.asked.when", """{"field": "score.interest", "gte": 40}""", ": 40 of score.interest equals the points of one activity, \"sales-question\"" },
        { "$.gates.prospects.when", """{"not": {"field": "score.interest", "lt": 30}}""", ": 30 of score.interest equals the points of one activity, \"price-list-downloaded\"" },
        { "$.gates.customers.when", """{"field": "score.interest", "in": [24]}""", ": 24 of score.interest equals the points of one activity, \"stand-talk-later\"" },
        { Enter, """{"field": "person.function", "eq": "it"}""", ".field: \"person.function\" cannot be asked here, only what is about account, lead, score" },
        { Enter, """{"all": [{"field": "score.total", "gte": 45}, {"field": "score.interest", "gte": 12}]}""", ": 12 of score.interest equals the points of one activity, \"whitepaper-downloaded\"" },
        { Enter, """{"field": "score.total", "gte": 40}""", ": holds by what fit and value give alone, 40: silence would not end it" },
        { Enter, """{"all": [{"field": "score.total", "gte": 38}, {"field": "account.country", "eq": "NL"}]}""", ": holds by what fit and value give alone, 40: silence would not end it" },
        { "$.stages[2].stay", """{"field": "score.fit", "gte": 50}""", ": holds by what fit and value give alone, 40: silence would not end it" },
        { "$.stages[1].enter", """{"field": "score.total", "gte": 45}""", ": the first stage with the role working has none: a lead is at least there" },
        { "$.stages[1].stay", """{"field": "score.total", "gte": 45}""", ": the first stage with the role working has none: a lead is at least there" },
        { "$.stages[3].enter", """{"field": "score.total", "gte": 45}""", ": only a stage with the role working has it: what moves a lead elsewhere is a gate or sales" },
        { "$.stages[0].stay", """{"field": "score.total", "gte": 45}""", ": only a stage with the role working has it: what moves a lead elsewhere is a gate or sales" },
    };

    [Theory, MemberData(nameof(Conditions))]
    public void A_condition_that_makes_no_sense_is_refused_with_its_place(string path, string condition, string message) =>
        Assert.Contains($"stages.json {path}{message}", Problems(stages => Put(stages, path, condition)));

    [Theory]
    [InlineData("""{"field": "score.interest", "gt": 30}""")]
    [InlineData("""{"field": "score.interest", "gte": 40}""")]
    [InlineData("""{"field": "score.interest", "gte": 30.01}""")]
    [InlineData("""{"field": "score.total", "gte": 30}""")]
    public void A_number_at_which_no_single_activity_turns_is_fine(string condition) =>
        Assert.Empty(Problems(stages => Put(stages, "$.gates.prospects.when", condition)));

    [Theory]
    [InlineData("""{"field": "score.total", "gte": 40.01}""")]
    [InlineData("""{"field": "account.staff", "gte": 1000}""")]
    [InlineData("""{"any": [{"field": "score.total", "gte": 45}, {"field": "account.owner", "known": true}]}""")]
    [InlineData("""{"all": [{"field": "score.total", "gte": 20}, {"field": "score.phaseName", "known": true}]}""")]
    public void A_stage_that_silence_ends_or_that_is_not_about_the_score_is_fine(string condition) =>
        Assert.Empty(Problems(stages => Put(stages, Enter, condition)));

    [Fact]
    public void A_further_working_stage_needs_its_condition() =>
        Assert.Contains(
            "stages.json $.stages[2].enter: is missing: a further stage with the role working needs the condition by which a lead enters it",
            Problems(stages => stages["stages"]![2]!.AsObject().Remove("enter")));

    [Fact]
    public void There_is_a_working_stage() =>
        Assert.Contains("stages.json $.stages: has no stage with the role working", Problems(stages =>
        {
            stages["stages"]!.AsArray().RemoveAt(2);
            stages["stages"]!.AsArray().RemoveAt(1);
        }));

    [Fact]
    public void Two_exclusions_have_two_ids() =>
        Assert.Contains("stages.json $.gates.exclusions.rules: \"small\" is given twice", Problems(stages =>
        {
            var rule = JsonNode.Parse("""{"id": "small", "when": {"field": "account.staff", "lt": 5}}""")!;
            stages["gates"]!["exclusions"]!["rules"] = new JsonArray(rule, rule.DeepClone());
        }));

    [Fact]
    public void An_exclusion_needs_its_condition() =>
        Assert.Contains("stages.json $.gates.exclusions.rules[0].when: is missing", Problems(stages =>
            stages["gates"]!["exclusions"]!["rules"] = new JsonArray(new JsonObject { ["id"] = "small" })));

    [Fact]
    public void Where_a_gate_asks_for_a_phase_the_days_of_its_loss_are_needed_and_else_not()
    {
        static void NoDays(JsonNode stages) => stages["gates"]!["demotion"]!.AsObject().Remove("phaseLostDays");

        Assert.Contains("stages.json $.gates.demotion.phaseLostDays: is missing", Problems(NoDays));
        Assert.Empty(Problems(stages =>
        {
            NoDays(stages);
            foreach (var gate in new[] { "prospects", "customers" }) stages["gates"]![gate]!.AsObject().Remove("phase");
        }));
    }

    private static List<string> Problems(Action<JsonNode> edit)
    {
        var problems = new Problems();
        var files = EditedPlaybook.Files("stages.json", edit, PlaybookFolder.Files(TwoGates.Directory, SamplePlaybook.Directory));
        Assert.Equal(PlaybookReader.Read(files, problems) is null, problems.Found.Count > 0);
        return [.. problems.Found.Select(problem => problem.ToString())];
    }

    private static void Put(JsonNode stages, string path, string condition)
    {
        var value = JsonNode.Parse(condition);
        if (path == Rule) stages["gates"]!["exclusions"]!["rules"] = new JsonArray(new JsonObject { ["id"] = "rule", ["when"] = value });
        else if (path.StartsWith("$.gates.", StringComparison.Ordinal)) stages["gates"]![path.Split('.')[2]]!["when"] = value;
        else stages["stages"]![path["$.stages[".Length] - '0']![path.Split('.')[2]] = value;
    }

    private static string Deep(int depth) => depth == 1 ? """{"field": "person.left", "eq": true}""" : $$"""{"not": {{Deep(depth - 1)}}}""";
}
