using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Intake.Tests.Playbooks;

/// <summary>Ways in which somebody, or something, spoils the text of a playbook's file.</summary>
internal static partial class Mutations
{
    private static readonly string[] Values = ["null", "true", "-1", "99999999999", "\"x\"", "\"\"", "[]", "{}", "[1]", "0.5"];
    private static readonly string[] Numbers = ["1e400", "-1e400", "123456789012345678901234567890123456789", "1e2", "2147483648", "-2147483649", "0.001", "9223372036854775807", "1e-300", "-0"];

    private static readonly string[] Leaves =
    [
        """{ "field": "account.size", "gte": 1 }""", """{ "field": "score.total", "gte": 1 }""", """{ "field": "account.staff", "over": 1 }""", """{ "field": "account.staff", "gte": "many" }""",
        """{ "field": "account.staff", "matches": "1" }""", """{ "field": "person.left", "eq": "yes" }""", """{ "field": "person.seniority", "in": [] }""", """{ "field": "person.seniority", "in": [1] }""",
        """{ "field": "account.owns", "eq": "energy" }""", """{ "field": "", "eq": "x" }""", """{ "field": 1 }""", """{ "all": [] }""", """{ "any": {} }""", """{ "not": [] }""", """{}""",
        """{ "all": [{ "field": "person.left", "eq": true }], "any": [] }""", """{ "xor": [] }""", """{ "field": "activity.fields.", "eq": "x" }""", """{ "field": "account.staff", "gte": 1.001 }""",
        """{ "field": "activity.fields.budget", "known": true }""", """{ "field": "account.staff", "gte": 50, "lt": 20 }""", """{ "not": { "field": "account.country", "in": ["NL"] } }""",
    ];

    /// <summary>By name: a text with a random place spoiled.</summary>
    public static IReadOnlyDictionary<string, Func<string, Random, string>> All { get; } = new Dictionary<string, Func<string, Random, string>>
    {
        ["replaced"] = (text, random) => Replaced(text, random, Values[random.Next(Values.Length)]),
        ["removed"] = (text, random) => Replaced(text, random, null),
        ["swapped"] = Swapped,
        ["truncated"] = (text, random) => text[..random.Next(text.Length)],
        ["one character"] = OneCharacter,
        ["given twice"] = Twice,
        ["nested"] = (text, random) => Placed(text, random, Nested(random)),
        ["huge"] = (text, random) => NumberPattern().Replace(text, Numbers[random.Next(Numbers.Length)], 1, random.Next(text.Length)),
        ["pattern"] = (text, random) => Placed(text, random, $$"""{ "field": "person.seniority", "matches": "{{Pattern(random)}}" }""", ofCondition: true),
        ["condition"] = (text, random) => Placed(text, random, Leaves[random.Next(Leaves.Length)], ofCondition: true),
    };

    private static string Replaced(string text, Random random, string? by)
    {
        var root = JsonNode.Parse(text)!;
        Put(Chosen(root, random), by is null ? null : JsonNode.Parse(by), remove: by is null);
        return root.ToJsonString();
    }

    private static string Swapped(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        var (first, second) = (Chosen(root, random), Chosen(root, random));
        var (one, other) = (first.DeepClone(), second.DeepClone());
        // One may stand within the other.
        if (first.Parent is null || second.Parent is null || Below(first).Contains(second) || Below(second).Contains(first)) return root.ToJsonString();
        if (first == second) return root.ToJsonString();
        Put(first, other);
        Put(second, one);
        return root.ToJsonString();
    }

    // By a mark, since what takes its place may be deeper than a JSON document may be.
    private static string Placed(string text, Random random, string by, bool ofCondition = false)
    {
        var root = JsonNode.Parse(text)!;
        Put(ofCondition ? Condition(root, random) : Chosen(root, random), JsonValue.Create("<here>"));
        return root.ToJsonString().Replace("\"\\u003Chere\\u003E\"", by, StringComparison.Ordinal);
    }

    private static JsonNode Condition(JsonNode root, Random random)
    {
        var all = Below(root).Where(node => node is JsonObject members && (members.ContainsKey("field") || members.ContainsKey("all") || members.ContainsKey("not"))).ToList();
        return all[random.Next(all.Count)];
    }

    private static string OneCharacter(string text, Random random)
    {
        var at = random.Next(text.Length);
        return text[..at] + "{}[]\",:-x0\\\u0000"[random.Next(12)] + text[(at + random.Next(2))..];
    }

    private static string Twice(string text, Random random) => MemberPattern().Replace(text, "{$1,$1", 1, random.Next(text.Length));

    private static string Nested(Random random)
    {
        var depth = random.Next(3) switch { 0 => random.Next(1, 12), 1 => random.Next(12, 80), _ => random.Next(80, 20_000) };
        var (open, inner, close) = random.Next(3) switch
        {
            0 => ("[", "", "]"),
            1 => ("{\"not\":", "{\"field\":\"person.left\",\"eq\":true}", "}"),
            _ => ("{\"all\":[", "{\"field\":\"person.left\",\"eq\":true}", "]}"),
        };
        return string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
    }

    private static string Pattern(Random random) => random.Next(8) switch
    {
        0 => new string('a', random.Next(1, 20_000)),
        1 => string.Concat(Enumerable.Repeat("(a|b)*", random.Next(1, 34))),
        2 => "(a+)+(b+)+(c*)*$",
        3 => "((((a{1,50}){1,50}){1,50}){1,50})",
        4 => new string('(', random.Next(1, 200)),
        5 => @"(?=a)\\1",
        6 => @"[\\p{L}-[a-z]]+\\b\\w{100,1000}",
        _ => "*" + new string('?', random.Next(5)),
    };

    private static JsonNode Chosen(JsonNode root, Random random)
    {
        var all = Below(root).ToList();
        return all[random.Next(all.Count)];
    }

    private static void Put(JsonNode chosen, JsonNode? value, bool remove = false)
    {
        if (chosen.Parent is JsonObject parent)
        {
            var name = chosen.GetPropertyName();
            if (remove) parent.Remove(name);
            else parent[name] = value;
        }
        else if (chosen.Parent is JsonArray list)
        {
            var index = chosen.GetElementIndex();
            if (remove) list.RemoveAt(index);
            else list[index] = value;
        }
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Key != "$schema").SelectMany(member => Below(member.Value!).Prepend(member.Value!)),
        JsonArray items => items.SelectMany(item => Below(item!).Prepend(item!)),
        _ => [],
    };

    [GeneratedRegex(@"(?<=[:\[,] ?)-?\d+(\.\d+)?(?=[,\]}\s])")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("""\{\s*("[A-Za-z$-]+":\s*("[^"\\]*"|\d+|true|false))""")]
    private static partial Regex MemberPattern();
}
