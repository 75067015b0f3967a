using System.Text.Json.Nodes;
using NJsonSchema;

namespace Intake.Tests.Playbooks;

public class SchemaTests
{
    public static TheoryData<string> Files => ["propositions", "content", "scoring", "stages", "agreement", "wording", "sources", "campaigns", "endpoints"];

    [Theory, MemberData(nameof(Files))]
    public async Task The_sample_holds_to_the_schema_that_it_names(string name)
    {
        var text = await Read(name + ".json");

        Assert.Contains($"\"$schema\": \"schemas/{name}.schema.json\"", text, StringComparison.Ordinal);
        Assert.Empty((await Schema(name)).Validate(text));
    }

    [Theory]
    [InlineData("stages")]
    [InlineData("agreement")]
    public async Task The_variant_holds_to_the_schema_that_it_names(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(TwoGates.Directory, name + ".json"));

        Assert.Contains($"\"$schema\": \"../../playbook/schemas/{name}.schema.json\"", text, StringComparison.Ordinal);
        Assert.Empty((await Schema(name)).Validate(text));
    }

    [Theory]
    [InlineData("\"gte\": 45", "\"above\": 45")]
    [InlineData("\"gte\": 45", "\"gte\": \"45\"")]
    [InlineData("\"all\": [{ \"field\": \"score.total\"", "\"every\": [{ \"field\": \"score.total\"")]
    [InlineData("\"field\": \"score.total\"", "\"field\": \"total\"")]
    [InlineData("\"seniorities\": [\"student\"]", "\"seniorities\": [\"student\"], \"rules\": [{ \"id\": \"small\" }]")]
    [InlineData("\"seniorities\": [\"student\"]", "\"seniorities\": [\"student\"], \"rules\": [{ \"id\": \"small\", \"when\": {} }]")]
    public async Task A_condition_that_the_reader_refuses_the_schema_refuses_too(string right, string wrong)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(TwoGates.Directory, "stages.json"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.NotEmpty((await Schema("stages")).Validate(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Conditions_are_the_same_wherever_they_stand()
    {
        var definitions = new[] { "scoring", "stages", "endpoints" }.Select(async name => JsonNode.Parse(await Read($"schemas/{name}.schema.json"))!["definitions"]!["condition"]);
        var both = await Task.WhenAll(definitions);
        Assert.All(both, other => Assert.True(JsonNode.DeepEquals(both[0], other)));
    }

    [Theory, MemberData(nameof(Files))]
    public async Task A_member_that_nobody_knows_breaks_the_schema(string name)
    {
        var text = await Read(name + ".json");
        Assert.NotEmpty((await Schema(name)).Validate(text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, "\"surprise\": 1,")));
    }

    [Theory]
    [InlineData("scoring", "\"onceDays\": 0", "\"onceDays\": \"never\"")]
    [InlineData("scoring", "\"group\": \"browse\"", "\"grupo\": \"browse\"")]
    [InlineData("stages", "\"role\": \"entry\"", "\"role\": \"begin\"")]
    [InlineData("content", "\"kind\": \"pages\"", "\"kind\": \"page\"")]
    [InlineData("content", "\"energy\": 70", "\"energy\": 700")]
    [InlineData("content", "\"charging/price\"", "\"charging//price\"")]
    [InlineData("scoring", "\"sharePercent\": 60", "\"sharePercent\": 101")]
    [InlineData("wording", "{ \"en\": \"battery\", \"nl\": \"batterij\", \"de\": \"Batterie\" }", "\"battery\"")]
    [InlineData("agreement", "\"2026-07-01\"", "\"next summer\"")]
    [InlineData("wording", "\"functions\"", "\"words\"")]
    [InlineData("sources", "\"kind\": \"path\"", "\"kind\": \"trust\"")]
    [InlineData("sources", "\"fields\": \"$\"", "\"fields\": \"name\"")]
    public async Task What_the_reader_refuses_the_schema_refuses_too(string name, string right, string wrong)
    {
        var text = await Read(name + ".json");
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.NotEmpty((await Schema(name)).Validate(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static Task<string> Read(string file) => File.ReadAllTextAsync(Path.Combine(SamplePlaybook.Directory, file));

    private static async Task<JsonSchema> Schema(string name) => await JsonSchema.FromJsonAsync(await Read($"schemas/{name}.schema.json"));
}
