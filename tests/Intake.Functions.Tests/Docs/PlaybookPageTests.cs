using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Playbooks.Reading;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.Docs;

/// <summary>docs/playbook.md says what the reader takes.</summary>
public sealed partial class PlaybookPageTests
{
    private static readonly string Page = Pages.Read("docs/playbook.md");

    [Fact]
    public void Files() => Assert.Equal(
        PlaybookReader.FileNames.Order(StringComparer.Ordinal), Pages.Table(Pages.Section(Page, "## The files")).SelectMany(row => Pages.Code(row[0])).Order(StringComparer.Ordinal));

    [Fact]
    public void Fields_with_their_types()
    {
        var told = TableOf("| field |").SelectMany(row => Pages.Code(row[0]).Select(name => (name, row[1]))).Order();

        Assert.Equal(
            Intake.Playbooks.Conditions.Fields.All.Select(field => (field.Name, field.Type.ToString().ToLowerInvariant()))
                .Append((Intake.Playbooks.Conditions.Fields.OfForm + "{name}", "text")).Order(),
            told);
    }

    [Fact]
    public void Operators_with_the_types_that_they_are_of()
    {
        var told = TableOf("| operator |").SelectMany(row => Pages.Code(row[0]).SelectMany(name => row[1].Split(", ").Select(type => (name, type)))).Order();

        var types = Enum.GetValues<Intake.Playbooks.Conditions.ValueType>();
        Assert.Equal(Asked().SelectMany(name => types.Where(type => IsRead(name, type)).Select(type => (name, type.ToString().ToLowerInvariant()))).Order(), told);
    }

    [Fact]
    public void Members_of_a_rule() => Assert.Equal(
        Schema("scoring").GetProperty("properties").GetProperty("rules").GetProperty("items").GetProperty("properties").EnumerateObject().Select(member => member.Name).Order(),
        Pages.Table(Pages.Section(Page, "### Members of a rule")).SelectMany(row => Pages.Code(row[0])).Order());

    [Fact]
    public void Roles_of_stages() => Assert.Equal(
        Enum.GetNames<Role>().Select(role => role.ToLowerInvariant()).Order(),
        Pages.Code(RolesLine().Match(Pages.Section(Page, "## Stages")).Value).Order());

    [Fact]
    public void Addresses() => Assert.Subset(
        Pages.Table(Pages.Section(Page, "## Versions")).SelectMany(row => Pages.Code(row[0])).ToHashSet(),
        typeof(PlaybookFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
            .SelectMany(parameter => parameter.GetCustomAttributes(false)).OfType<Microsoft.Azure.Functions.Worker.HttpTriggerAttribute>()
            .Where(trigger => trigger.Route is { } route && OfVersions().IsMatch(route)).SelectMany(trigger => trigger.Methods!.Select(method => $"{method.ToUpperInvariant()} /{trigger.Route}")).ToHashSet());

    private static IReadOnlyList<string[]> TableOf(string head)
    {
        var section = Pages.Section(Page, "## Conditions");
        return Pages.Table(section[section.IndexOf(head, StringComparison.Ordinal)..]);
    }

    // What the schema lets be asked of a field.
    private static IEnumerable<string> Asked() =>
        Schema("scoring").GetProperty("definitions").GetProperty("condition").GetProperty("oneOf").EnumerateArray()
            .Single(kind => kind.GetProperty("properties").TryGetProperty("field", out _)).GetProperty("properties").EnumerateObject()
            .Select(member => member.Name).Except(["field", "why"]);

    private static bool IsRead(string asked, Intake.Playbooks.Conditions.ValueType type)
    {
        var field = Intake.Playbooks.Conditions.Fields.All.First(field => field.Type == type);
        string[] operands = ["\"a\"", "1", "true", "[\"a\"]", "[1]"];
        return operands.Any(operand =>
        {
            var problems = new Problems();
            var file = System.Text.Encoding.UTF8.GetBytes($"{{\"when\":{{\"field\":\"{field.Name}\",\"{asked}\":{operand}}}}}");
            var root = Node.Root(new Dictionary<string, ReadOnlyMemory<byte>> { ["a.json"] = file }, "a.json", problems)!;
            return ConditionReader.Required(root, "when", field.Scope) is not null && problems.Found.Count == 0;
        });
    }

    [Fact]
    public void The_actions_that_it_shows_are_taken()
    {
        var shown = ActionsShown().Match(Page).Groups[1].Value;
        var playbook = EditedPlaybook.Read(EditedPlaybook.Files(
            "stages.json", stages => stages["gates"]!["prospects"]!["actions"] = JsonNode.Parse(shown),
            EditedPlaybook.Files("endpoints.json", endpoints => endpoints["endpoints"] = JsonNode.Parse("""[{ "id": "call-centre", "events": [] }]"""))));
        var actions = playbook.Stages.Gates.Prospects.Actions;
        Assert.True(actions.Mail);
        Assert.Equal("call-centre", Assert.Single(actions.Endpoints));
        Assert.NotNull(actions.Person);
    }

    [GeneratedRegex(@"<!-- actions -->\s+```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ActionsShown();

    private static JsonElement Schema(string name) => JsonDocument.Parse(Pages.Read($"functions/playbook/schemas/{name}.schema.json")).RootElement;

    [GeneratedRegex("nine roles: [^.]+")]
    private static partial Regex RolesLine();

    [GeneratedRegex("^api/playbook")]
    private static partial Regex OfVersions();
}
