using System.Text.Json.Nodes;
using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

/// <summary>How the leads of a gate are handed over, as the playbook says.</summary>
public sealed class ActionsTests
{
    private const string Mail = """{ "do": "mail" }""", Crm = """{ "do": "webhook", "endpoint": "crm" }""";
    private const string Person = """{ "do": "mail-person", "subject": { "en": "Hello" }, "text": { "en": "Shall we call?" } }""";

    [Fact]
    public void A_gate_that_says_nothing_mails_its_account_manager() =>
        Assert.All(SamplePlaybook.Instance.Stages.Gates.AllActions, gate => Assert.Equal(GateActions.MailOnly, gate.Actions));

    [Fact]
    public void It_may_mail_tell_and_mail_the_person()
    {
        var gates = EditedPlaybook.Read(Files($"[{Mail}, {Crm}, {Person}]")).Stages.Gates;
        var actions = gates.ActionsOf(gates.Prospects.Id);
        Assert.True(actions.Mail);
        Assert.Equal(["crm"], actions.Endpoints);
        Assert.Equal(("Hello", "Shall we call?"), (actions.Person!.Subject.In("en"), actions.Person.Text.In("en")));
        Assert.Equal(GateActions.MailOnly, gates.ActionsOf(gates.Asked.Id));
        Assert.Equal(GateActions.MailOnly, gates.ActionsOf("a-gate-of-old"));
    }

    [Theory]
    [InlineData("[]", "actions: needs mail or webhook: nobody of sales would know")]
    [InlineData($"[{Person}]", "actions: needs mail or webhook: nobody of sales would know")]
    [InlineData($"[{Mail}, {Mail}]", "actions: \"mail\" is given twice")]
    [InlineData($"[{Crm}, {Crm}]", "actions: \"webhook crm\" is given twice")]
    [InlineData("""[{ "do": "webhook", "endpoint": "post" }]""", "actions: \"post\" is no endpoint of endpoints.json")]
    [InlineData("""[{ "do": "webhook" }]""", "actions[0].endpoint")]
    [InlineData("""[{ "do": "shout" }]""", "actions[0].do")]
    [InlineData("""[{ "do": "mail", "endpoint": "crm" }]""", "actions[0].endpoint")]
    [InlineData("""[{ "do": "mail-person" }, { "do": "mail" }]""", "actions[0].subject")]
    public void What_is_wrong_is_told(string actions, string expected)
    {
        var problems = new Problems();
        Assert.Null(PlaybookReader.Read(Files(actions), problems));
        Assert.Contains(problems.Found, problem => problem.ToString().Contains(expected, StringComparison.Ordinal));
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Files(string actions) => EditedPlaybook.Files(
        "stages.json", stages => stages["gates"]!["prospects"]!["actions"] = JsonNode.Parse(actions),
        EditedPlaybook.Files("endpoints.json", endpoints => endpoints["endpoints"] = JsonNode.Parse("""[{ "id": "crm", "events": [] }]""")));
}
