using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Intake.Playbooks.Conditions;

namespace Intake.Tests.Scoring;

/// <summary>Random conditions, which ask about what the histories tell and about what nobody ever tells.</summary>
internal static class RandomConditions
{
    private static readonly string[] Texts =
    [
        "manager", "owner", "director", "student", "facility", "it", "logistics", "care", "NL", "BE", "energy", "charging", "prospect", "customer", "wp-netcongestie",
        "prijslijst-energie", "webinar", "whitepaper", "awareness", "decision", "test", "never-heard-of",
    ];
    private static readonly string[] Patterns = ["^w", "energ(y|ie)", "[a-m]{3}", "logis|care", "^.{2}$", "\\\\d+"];

    /// <summary>A condition on some of these scopes.</summary>
    public static JsonNode Of(Random random, Scopes scopes, int depth = 0)
    {
        var kind = depth > 2 ? 3 : random.Next(6);
        if (kind > 2) return Leaf(random, [.. Fields.All.Where(field => scopes.HasFlag(field.Scope))]);
        if (kind == 2) return new JsonObject { ["not"] = Of(random, scopes, depth + 1) };
        return new JsonObject { [kind == 0 ? "all" : "any"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Of(random, scopes, depth + 1))]) };
    }

    private static JsonObject Leaf(Random random, ImmutableArray<Field> fields)
    {
        var field = fields[random.Next(fields.Length)];
        var leaf = new JsonObject { ["field"] = field.Name };
        var (asked, value) = field.Type switch
        {
            Intake.Playbooks.Conditions.ValueType.Text => Text(random, WordsOf(field)),
            Intake.Playbooks.Conditions.ValueType.Number => Number(random),
            Intake.Playbooks.Conditions.ValueType.Flag => ("eq", JsonValue.Create(random.Next(2) == 0)),
            _ => List(random),
        };
        leaf[asked] = value;
        return leaf;
    }

    private static (string, JsonNode) Text(Random random, string[] words) => random.Next(4) switch
    {
        0 => ("eq", Word(random, words)),
        1 => ("in", new JsonArray(Word(random, words), Word(random, words), Word(random, words))),
        2 => ("matches", JsonNode.Parse($"\"{Patterns[random.Next(Patterns.Length)]}\"")!),
        _ => ("known", random.Next(2) == 0),
    };

    private static (string, JsonNode) Number(Random random) => random.Next(7) switch
    {
        0 => ("in", new JsonArray(random.Next(5), random.Next(500))),
        1 => ("known", random.Next(2) == 0),
        var other => (new[] { "eq", "gt", "gte", "lt", "lte" }[other - 2], random.Next(60_000) / 100m),
    };

    private static (string, JsonNode) List(Random random) => random.Next(3) switch
    {
        0 => ("contains", Word(random, Texts)),
        1 => ("in", new JsonArray(Word(random, Texts), Word(random, Texts))),
        _ => ("known", random.Next(2) == 0),
    };

    // Of some fields only what the playbook knows may be asked.
    private static string[] WordsOf(Field field) => field.Name switch
    {
        "activity.content" => ["wp-netcongestie", "prijslijst-energie", "pweb-energie", "demo"],
        "activity.kind" => ["webinar", "product-webinar", "whitepaper"],
        "activity.phase" or "score.phaseName" => ["awareness", "consideration", "decision"],
        "lead.proposition" => ["energy", "charging", "care"],
        "account.country" or "person.country" => ["NL", "BE", "DE", "XX"],
        _ => Texts,
    };

    private static JsonNode Word(Random random, string[] words) => JsonValue.Create(words[random.Next(words.Length)]);
}
