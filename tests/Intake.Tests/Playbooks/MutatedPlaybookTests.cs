using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Tests.Stages;

namespace Intake.Tests.Playbooks;

public class MutatedPlaybookTests
{
    private static readonly string[] Names =
    [
        "propositions.json", "content.json", "scoring.json", "stages.json", "agreement.json", "routing.json", "contact-rules.json", "wording.json", "sources.json",
    ];

    // Far more than one takes; a pattern or a depth that explodes would take minutes.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, ReadOnlyMemory<byte>> Good = EditedPlaybook.Files("scoring.json", scoring =>
    {
        EditedPlaybook.Before(scoring, "whitepaper-downloaded", "hospital-whitepaper", """
            { "points": 24, "when": { "all": [{ "field": "activity.content", "matches": "^wp-" }, { "any": [
              { "field": "account.industry", "in": ["care", "hospital"] }, { "not": { "field": "account.staff", "gte": 50, "lt": 1000.5 } }] }] } }
            """);
        // What fades by steps leaves no room for a half-life of what takes points.
        foreach (var negative in scoring["rules"]!.AsArray().Select(rule => rule!.AsObject()).Where(rule => (int)rule["points"]! < 0))
        {
            negative.Remove("halfLifeDays");
            negative["windowDays"] = 401;
        }
        var viewed = scoring["rules"]![EditedPlaybook.IndexOf(scoring, "page-viewed")]!.AsObject();
        viewed.Remove("halfLifeDays");
        viewed["steps"] = JsonNode.Parse("""[{ "fromDay": 7, "percent": 40 }, { "fromDay": 14, "percent": 0 }]""");
        scoring["fit"]!["rules"] = JsonNode.Parse("""
            [{ "id": "director", "label": { "en": "director" }, "points": 4, "when": { "all": [{ "field": "person.seniority", "eq": "director" }, { "field": "account.owns", "contains": "care" }] } }]
            """);
        scoring["value"]!["rules"] = JsonNode.Parse("""[{ "id": "one-site", "label": { "en": "one site" }, "points": -5, "when": { "field": "account.sites", "lt": 2 } }]""");
    });

    // Ten kinds: a thousand in the ordinary run.
    private static readonly int Rounds = Environment.GetEnvironmentVariable("SCALE") == "full" ? 1000 : 100;

    public static TheoryData<string> Kinds => [.. Mutations.All.Keys];

    [Fact]
    public void What_is_spoiled_is_good_before() => Works(EditedPlaybook.Read(Good));

    [Theory, MemberData(nameof(Kinds))]
    public void Mutations_are_refused_with_their_place_or_work_and_none_crashes(string kind)
    {
        var random = new Random(20260924);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            // Half of them where conditions are.
            var file = kind is "pattern" or "condition" || random.Next(2) == 0 ? "scoring.json" : Names[random.Next(Names.Length)];
            var text = Mutations.All[kind](Encoding.UTF8.GetString(Good[file].Span), random);
            var watch = Stopwatch.StartNew();
            if (!IsValid(file, text)) refused++;
            Assert.True(watch.Elapsed < Bound, $"{kind}, round {round}: {watch.Elapsed} for {file}");
        }
        Assert.InRange(refused, Rounds / 5, Rounds);
    }

    private static bool IsValid(string file, string text)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(Good) { [file] = Encoding.UTF8.GetBytes(text) };
        var problems = new Problems();
        if (PlaybookReader.Read(files, problems) is { } valid)
        {
            Works(valid);
            return true;
        }
        Assert.NotEmpty(problems.Found);
        Assert.All(problems.Found, problem => Assert.Contains(problem.File, Names));
        Assert.All(problems.Found, problem => Assert.StartsWith("$", problem.Path, StringComparison.Ordinal));
        Assert.All(problems.Found, problem => Assert.NotEmpty(problem.Message));
        return false;
    }

    // Scores and decides; what comes of it is the playbook's.
    private static void Works(Playbook playbook)
    {
        var scene = new Scene { Playbook = playbook };
        scene.Does("whitepaper-downloaded", "wp-netcongestie", 0).Does("page-viewed", "blog-netcongestie", 1, "bob").Does("unsubscribed", "-", 2, proposition: "energy")
            .Does("demo-requested", "demo", 3, proposition: "energy").Waits(30);
        foreach (var lead in scene.State.Leads.Values)
        {
            var score = Scorer.Score(scene.State.Account, lead, playbook, new DateOnly(2026, 11, 1));
            Assert.Equal(score.Total, score.Reasons.Sum(reason => reason.Hundredths));
        }
    }
}
