using System.Text;
using System.Text.Json.Nodes;
using Intake.Playbooks;
using Intake.Playbooks.Versions;

namespace Intake.Tests.Playbooks.Versions;

public sealed class PlaybookDifferenceTests
{
    // All of them take seconds.
    private const int EveryNth = 11;

    /// <summary>A file before and after, and what is told of it: path, before and after, a line each; a dash where one of them says nothing.</summary>
    public static TheoryData<string, string, string> Files => new()
    {
        { """{"a":1,"b":2}""", """{ "b": 2, "a": 1 }""", "" },
        { """{"a":1,"$schema":"x"}""", """{"a":1,"$schema":"y"}""", "" },
        { """{"a":1}""", """{"a":2}""", "$.a: 1 > 2" },
        { """{"a":"one"}""", """{"a":"two"}""", "$.a: one > two" },
        { """{"a":5}""", """{"a":"5"}""", "$.a: 5 > \"5\"" },
        { """{"a":true}""", """{}""", "$.a: true > -" },
        { """{}""", """{"a":{"nl":"één"}}""", """$.a: - > {"nl":"één"}""" },
        { """{"a":{"b":{"c":1}}}""", """{"a":{"b":{"c":null}}}""", "$.a.b.c: 1 > null" },
        { """{"a":["x","y"]}""", """{"a":["y","x"]}""", """$.a: ["x","y"] > ["y","x"]""" },
        { """{"a":["x"]}""", """{"a":"x"}""", """$.a: ["x"] > x""" },
        { """{"r":[{"id":"p","n":1},{"id":"q","n":2}]}""", """{"r":[{"id":"p","n":1},{"id":"q","n":4}]}""", "$.r[q].n: 2 > 4" },
        { """{"r":[{"id":"p"}]}""", """{"r":[{"id":"p"},{"id":"q","n":2}]}""", """$.r[q]: - > {"id":"q","n":2}""" },
        { """{"r":[{"id":"p"},{"id":"q"}]}""", """{"r":[{"id":"q"}]}""", """$.r[p]: {"id":"p"} > -""" },
        { """{"r":[{"id":"p"},{"id":"q"},{"id":"r"}]}""", """{"r":[{"id":"p"},{"id":"r"},{"id":"q"}]}""", "$.r: q, r > r, q" },
        { """{"r":[{"id":"p"},{"id":"q"}]}""", """{"r":[{"id":"n"},{"id":"p"},{"id":"q"}]}""", "$.r[n]: - > {\"id\":\"n\"}\n$.r: p > n, p" },
        { """{"r":[{"id":"o"},{"id":"p"},{"id":"q"}]}""", """{"r":[{"id":"o"},{"id":"n"},{"id":"p"},{"id":"q"}]}""", "$.r[n]: - > {\"id\":\"n\"}\n$.r: o, p > o, n, p" },
        { """{"r":[{"id":"o"},{"id":"p"}]}""", """{"r":[{"id":"n"},{"id":"p"}]}""", "$.r[o]: {\"id\":\"o\"} > -\n$.r[n]: - > {\"id\":\"n\"}\n$.r: p > n, p" },
        { """{"r":[{"id":"p"},{"id":"q"}]}""", """{"r":[{"id":"q","n":1},{"id":"p"}]}""", "$.r[q].n: - > 1\n$.r: p, q > q, p" },
        { """{"r":[{"n":1},{"n":2}]}""", """{"r":[{"n":0},{"n":1},{"n":2}]}""", """$.r[0]: - > {"n":0}""" },
        { """{"r":[{"n":1},{"n":2},{"n":3}]}""", """{"r":[{"n":1},{"n":3}]}""", """$.r[1]: {"n":2} > -""" },
        { """{"r":[{"n":1},{"n":2}]}""", """{"r":[{"n":1},{"n":3}]}""", "$.r[1].n: 2 > 3" },
        { """{"r":[{"id":"p","n":1},{"id":"p","n":2}]}""", """{"r":[{"id":"p","n":1},{"id":"p","n":3}]}""", "$.r[1].n: 2 > 3" },
        { """{"r":[{"n":1}]}""", """{"r":[]}""", """$.r[0]: {"n":1} > -""" },
    };

    [Theory, MemberData(nameof(Files))]
    public void It_tells_what_a_person_would(string before, string after, string told) =>
        Assert.Equal(told, string.Join('\n', Of(Some(("x.json", before)), Some(("x.json", after)))));

    [Fact]
    public void A_file_that_only_one_has_is_told_by_its_members() =>
        Assert.Equal(["$.a: - > 1", "$.b: 2 > -"], Of(Some(("y.json", """{"b":2}""")), Some(("x.json", """{"a":1}"""))));

    [Fact]
    public void A_file_that_is_no_JSON_is_left_out() =>
        Assert.Equal(["$.a: 1 > 2"], Of(Some(("x.json", "{"), ("y.json", """{"a":1}""")), Some(("x.json", "{}"), ("y.json", """{"a":2}"""))));

    [Fact]
    public void A_rule_of_the_sample_that_counts_double_is_told_in_one_line()
    {
        var before = Sample();
        var scoring = JsonNode.Parse(before.ByName["scoring.json"].Span)!;
        var rule = scoring["rules"]!.AsArray().Single(each => (string?)each!["id"] == "whitepaper-requested")!;
        var points = (int)rule["points"]!;
        rule["points"] = points * 2;

        var change = Assert.Single(PlaybookDifference.Of(before, Some(("scoring.json", scoring.ToJsonString())).Over(before)));
        Assert.Equal(new Change("scoring.json", "$.rules[whitepaper-requested].points", $"{points}", $"{points * 2}"), change);
    }

    [Fact]
    public void Whichever_number_of_the_sample_is_another_one_it_is_told_and_nothing_else()
    {
        var before = Sample();
        foreach (var (name, bytes) in before.ByName)
        {
            var count = Numbers(JsonNode.Parse(bytes.Span)!).Count();
            for (var n = 0; n < count; n += EveryNth)
            {
                var root = JsonNode.Parse(bytes.Span)!;
                Numbers(root).ElementAt(n).ReplaceWith(987654321);
                var after = Some((name, root.ToJsonString())).Over(before);
                Assert.NotEqual(before.Version, after.Version);
                var change = Assert.Single(PlaybookDifference.Of(before, after));
                Assert.Equal(name, change.File);
                Assert.Contains("987654321", change.After, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<JsonValue> Numbers(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Value is { } value ? Numbers(value) : []),
        JsonArray items => items.SelectMany(item => item is { } value ? Numbers(value) : []),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => [value],
        _ => [],
    };

    private static IEnumerable<string> Of(PlaybookFiles before, PlaybookFiles after) =>
        PlaybookDifference.Of(before, after).Select(change => $"{change.Path}: {change.Before ?? "-"} > {change.After ?? "-"}");

    private static PlaybookFiles Sample() => new(PlaybookFolder.Files(SamplePlaybook.Directory));

    private static PlaybookFiles Some(params (string Name, string Json)[] files) =>
        new(files.Select(file => KeyValuePair.Create(file.Name, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Json))));
}
