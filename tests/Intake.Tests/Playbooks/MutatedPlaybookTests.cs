using System.Text;
using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Tests.Scoring;
using Intake.Tests.Stages;

namespace Intake.Tests.Playbooks;

public class MutatedPlaybookTests
{
    private static readonly string[] Files =
    [
        "propositions.json", "content.json", "scoring.json", "stages.json", "agreement.json", "routing.json", "contact-rules.json", "wording.json", "sources.json",
    ];
    private static readonly string[] Replacements = ["null", "true", "-1", "99999999999", "\"x\"", "\"\"", "[]", "{}", "[1]", "0.5"];

    [Fact]
    public void A_thousand_mutations_are_refused_with_their_place_or_work_and_none_crashes() =>
        Mutate(1000, PlaybookFolder.Files(SamplePlaybook.Directory), Files);

    [Fact]
    public void Nor_does_one_of_the_conditions_of_stages_and_gates()
    {
        var conditions = EditedPlaybook.Files("stages.json", stages =>
        {
            stages["gates"]!["exclusions"]!["rules"] = JsonNode.Parse("""[{"id": "small", "when": {"any": [{"field": "account.staff", "in": [1, 2]}, {"not": {"field": "account.owns", "known": false}}]}}]""");
            stages["gates"]!["asked"]!["when"] = JsonNode.Parse("""{"field": "person.function", "matches": "^fac"}""");
            stages["gates"]!["prospects"]!["when"] = JsonNode.Parse("""{"all": [{"field": "account.domains", "contains": "b.example"}, {"field": "person.left", "eq": false}]}""");
        }, PlaybookFolder.Files(TwoGates.Directory, SamplePlaybook.Directory));
        Mutate(300, conditions, ["stages.json"]);
    }

    private static void Mutate(int rounds, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> good, string[] mutable)
    {
        var random = new Random(20260924);
        var refused = 0;
        for (var round = 0; round < rounds; round++)
        {
            var file = mutable[random.Next(mutable.Length)];
            var files = good.ToDictionary();
            files[file] = Encoding.UTF8.GetBytes(Mutated(Encoding.UTF8.GetString(good[file].Span), random));
            var problems = new Problems();

            if (PlaybookReader.Read(files, problems) is { } valid)
            {
                Works(valid);
                continue;
            }
            refused++;
            Assert.All(problems.Found, problem => Assert.StartsWith("$", problem.Path, StringComparison.Ordinal));
            Assert.All(problems.Found, problem => Assert.NotEmpty(problem.Message));
            Assert.NotEmpty(problems.Found);
        }
        Assert.InRange(refused, rounds / 2, rounds);
    }

    private static void Works(Playbook playbook)
    {
        var lead = ScorerTests.Of("energy", ("p", "demo-requested|demo", new DateOnly(2026, 9, 1), 1), ("p", "page-viewed|blog-netcongestie", new DateOnly(2026, 9, 2), 9));
        var score = Scorer.Score(new Account { Id = "a", IsCompany = true }, lead, playbook, new DateOnly(2026, 9, 24));
        Assert.Equal(score.Total, score.Reasons.Sum(reason => reason.Hundredths));

        var scene = new Scene { Playbook = playbook }.Does("whitepaper-downloaded", "wp-netcongestie", 0).Qualifies(1).Waits(200);
        Assert.All(scene.State.Leads.Values, moved => Assert.Contains(playbook.Stages.Stages, stage => stage.Id == moved.Stage));
    }

    // One place somewhere in the file is taken out or holds something else.
    private static string Mutated(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        var all = Below(root).ToList();
        var chosen = all[random.Next(all.Count)];
        var replacement = random.Next(Replacements.Length + 1);
        if (chosen.Parent is JsonObject parent)
        {
            var name = chosen.GetPropertyName();
            if (replacement == Replacements.Length) parent.Remove(name);
            else parent[name] = JsonNode.Parse(Replacements[replacement]);
        }
        else if (chosen.Parent is JsonArray list)
        {
            var index = chosen.GetElementIndex();
            if (replacement == Replacements.Length) list.RemoveAt(index);
            else list[index] = JsonNode.Parse(Replacements[replacement]);
        }
        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Key != "$schema").SelectMany(member => Below(member.Value!).Prepend(member.Value!)),
        JsonArray items => items.SelectMany(item => Below(item!).Prepend(item!)),
        _ => [],
    };
}
