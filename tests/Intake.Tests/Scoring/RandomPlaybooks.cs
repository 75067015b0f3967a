using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring;

/// <summary>Valid playbooks that differ from the sample in all that scoring reads. A seed makes one, so that it can be made again; content and forms stay.</summary>
internal static class RandomPlaybooks
{
    private static readonly int[] HalfLives = [1, 7, 14, 30, 45, 90, 200];
    private static readonly string[] Activities = [.. SamplePlaybook.Instance.Scoring.Rules.Select(rule => rule.Activity).Distinct()];
    private static readonly string[] PhaseNames = ["awareness", "consideration", "decision"];
    private static readonly string?[] Industries = [null, "logistics", "care", "retail"];

    public static Gen<int> Seed { get; } = Gen.Int[0, int.MaxValue - 1];

    public static Playbook Read(int seed) => EditedPlaybook.Read(Files(seed));

    public static Dictionary<string, ReadOnlyMemory<byte>> Files(int seed)
    {
        var random = new Random(seed);
        var of = EditedPlaybook.Files("scoring.json", scoring => Scoring(scoring, random));
        var scoring = JsonNode.Parse(of["scoring.json"].Span)!;
        return EditedPlaybook.Files("stages.json", stages => Gates(stages["gates"]!, scoring, random), of);
    }

    /// <summary>The account with a random entry of the account book, or with none.</summary>
    public static AccountState Known(AccountState state, int seed)
    {
        var random = new Random(seed);
        if (random.Next(3) == 0) return state;
        var book = new Company
        {
            Id = "a", Name = "A", Domains = ["a.example"], Kind = random.Next(2) == 0 ? "prospect" : "customer", Staff = random.Next(3) == 0 ? null : random.Next(1500),
            Industry = Industries[random.Next(Industries.Length)], Country = random.Next(2) == 0 ? null : "NL", Sites = random.Next(3) == 0 ? null : random.Next(6),
            Owns = random.Next(2) == 0 ? [] : [new OwnedProposition("care")],
        };
        return state with { Account = state.Account with { Book = book } };
    }

    private static void Scoring(JsonNode scoring, Random random)
    {
        // What does not fade must weigh less than the lines at which a lead goes back.
        var silent = random.Next(0, 80);
        var (fit, interest) = (random.Next(0, silent + 1), random.Next(0, 101 - silent));
        scoring["weights"] = new JsonObject { ["interest"] = interest, ["phase"] = 100 - silent - interest, ["fit"] = fit, ["value"] = silent - fit };
        var horizon = random.Next(2) == 0 ? 200 : 400;
        scoring["horizonDays"] = horizon;
        scoring["personCap"] = random.Next(1, 101);
        scoring["breadth"] = new JsonObject { ["points"] = random.Next(0, 20), ["from"] = random.Next(1, 30), ["cap"] = random.Next(0, 40) };
        scoring["groups"] = new JsonArray([.. Enumerable.Range(0, 4).Select(index => Group(index, random))]);
        scoring["rules"] = Rules(random, horizon);
        foreach (var (index, phase) in scoring["phases"]!.AsArray().Index())
            (phase!["points"], phase["days"]) = ((33 * index) + random.Next(1, 34), random.Next(1, horizon + 1));
        foreach (var table in scoring["fit"]!["facts"]!.AsArray()) Table(table!, random);
        Table(scoring["value"]!["staff"]!, random);
        scoring["fit"]!["freemail"] = -random.Next(0, 50);
        scoring["value"]!["customerOfAnother"] = random.Next(0, 30);
        scoring["fit"]!["rules"] = FactRules(random, Scopes.State);
        scoring["value"]!["rules"] = FactRules(random, Scopes.Account | Scopes.Lead);
        scoring.AsObject().Remove("interests");
    }

    private static JsonObject Group(int index, Random random)
    {
        var group = new JsonObject { ["id"] = $"group-{index}" };
        if (random.Next(2) == 0) group["cap"] = random.Next(1, 101);
        return group;
    }

    private static JsonArray Rules(Random random, int horizon)
    {
        var onlyHalfLives = random.Next(2) == 0;
        var rules = new JsonArray();
        foreach (var activity in Activities)
        {
            var (asks, tracked, update) = (random.Next(5) == 0, random.Next(5) == 0 && activity is not ("objected" or "unsubscribed"), random.Next(2) == 0);
            var count = random.Next(0, 4);
            for (var index = 0; index < count; index++)
            {
                var rule = Rule($"{activity}-{index}", activity, random, horizon, onlyHalfLives);
                (rule["asks"], rule["tracked"], rule["update"]) = (asks, tracked, update);
                if (index < count - 1 || random.Next(3) == 0) rule["when"] = When(random);
                rules.Add(rule);
            }
        }
        return rules;
    }

    private static JsonObject Rule(string id, string activity, Random random, int horizon, bool onlyHalfLives)
    {
        var points = random.Next(6) switch { 0 => 0, 1 => -random.Next(1, 60), _ => random.Next(1, 100) };
        var rule = new JsonObject
        {
            ["id"] = id, ["label"] = new JsonObject { ["en"] = id }, ["activity"] = activity, ["points"] = points,
            ["cap"] = points < 0 ? -random.Next(-points, 101) : random.Next(points, 101), ["group"] = $"group-{random.Next(4)}",
            ["onceDays"] = random.Next(2) * random.Next(60), ["perDay"] = random.Next(1, 6), ["consumed"] = random.Next(2) == 0,
        };
        if (random.Next(4) == 0) rule["phase"] = PhaseNames[random.Next(3)];
        foreach (var (name, value) in Decay(random, horizon, points < 0, onlyHalfLives)) rule[name] = value!.DeepClone();
        return rule;
    }

    // What takes points must not fade sooner than what adds them.
    private static JsonObject Decay(Random random, int horizon, bool negative, bool onlyHalfLives)
    {
        if (negative) return onlyHalfLives ? new JsonObject { ["halfLifeDays"] = 200 } : new JsonObject { ["windowDays"] = horizon + 1 };
        return (onlyHalfLives ? 0 : random.Next(3)) switch
        {
            0 => new JsonObject { ["halfLifeDays"] = HalfLives[random.Next(HalfLives.Length)] },
            1 => new JsonObject { ["windowDays"] = random.Next(1, horizon + 2) },
            _ => new JsonObject { ["steps"] = Steps(random) },
        };
    }

    private static JsonArray Steps(Random random)
    {
        var (day, percent, steps) = (0, 100, new JsonArray());
        for (var count = random.Next(1, 5); count > 0 && percent > 0; count--)
        {
            (day, percent) = (day + random.Next(1, 50), random.Next(0, percent));
            steps.Add(new JsonObject { ["fromDay"] = day, ["percent"] = percent });
        }
        return steps;
    }

    private static JsonObject When(Random random) => new()
    {
        ["all"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomConditions.Of(random, random.Next(2) == 0 ? Scopes.Activity : Scopes.State))]),
    };

    private static void Table(JsonNode table, Random random)
    {
        table["unknown"] = random.Next(0, 30);
        if (table["other"] is not null) table["other"] = random.Next(0, 30);
        foreach (var entry in (table["bands"] ?? table["words"])!.AsArray()) entry!["points"] = random.Next(0, 60);
    }

    private static JsonArray FactRules(Random random, Scopes scopes) => [.. Enumerable.Range(0, random.Next(0, 6)).Select(index => new JsonObject
    {
        ["id"] = $"rule-{index}", ["label"] = new JsonObject { ["en"] = "rule" }, ["points"] = random.Next(-40, 41), ["when"] = RandomConditions.Of(random, scopes),
    })];

    private static void Gates(JsonNode gates, JsonNode scoring, Random random)
    {
        var silent = (int)scoring["weights"]!["fit"]! + (int)scoring["weights"]!["value"]!;
        var taken = scoring["rules"]!.AsArray().Select(rule => (int)rule!["points"]!).ToHashSet();
        foreach (var name in new[] { "prospects", "customers" })
        {
            var line = random.Next(silent + 1, 99);
            (gates["demotion"]![name], gates[name]!["total"]) = (line, random.Next(line + 1, 101));
            gates[name]!["interest"] = Enumerable.Range(0, 101).OrderBy(_ => random.Next()).First(points => points == 0 || !taken.Contains(points));
            (gates[name]!["fit"], gates[name]!["recentDays"], gates[name]!["phase"]) = (random.Next(0, 80), random.Next(1, 60), PhaseNames[random.Next(3)]);
        }
    }
}
