using System.Text;
using Intake.Playbooks;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Outgoing;

/// <summary>Reads <c>endpoints.json</c>.</summary>
public sealed class EndpointsFileTests
{
    [Fact]
    public void An_endpoint_is_read_whole()
    {
        var (playbook, problems) = Read("""
            { "endpoints": [{ "id": "crm", "events": ["handoff.made", "stage.changed"], "language": "nl", "stages": { "mql": "Marketing Qualified" },
              "when": { "field": "account.country", "eq": "NL" } }, { "id": "chat", "events": [], "format": "slack" }] }
            """);

        Assert.Empty(problems);
        var crm = playbook!.Endpoints.Find("crm")!;
        Assert.Equal((EndpointFormat.Intake, "nl", "Marketing Qualified", 2), (crm.Format, crm.Language, crm.Stages["mql"], crm.Events.Count));
        Assert.NotNull(crm.When);
        Assert.Equal(EndpointFormat.Slack, playbook.Endpoints.Find("chat")!.Format);
    }

    [Theory]
    [InlineData("""{ "endpoints": [{ "id": "crm", "events": ["handoff.mad"] }] }""", "$.endpoints[0].events[0]")]
    [InlineData("""{ "endpoints": [{ "id": "crm", "events": [], "format": "xml" }] }""", "$.endpoints[0].format")]
    [InlineData("""{ "endpoints": [{ "id": "crm", "events": [], "stages": { "mqll": "x" } }] }""", "$.endpoints[0].stages.mqll")]
    [InlineData("""{ "endpoints": [{ "id": "crm", "events": [], "url": "https://crm.example" }] }""", "$.endpoints[0].url")]
    [InlineData("""{ "endpoints": [{ "id": "crm", "events": [], "when": { "field": "activity.content", "eq": "x" } }] }""", "$.endpoints[0].when.field")]
    [InlineData("""{ "endpoints": [{ "id": "c-rm", "events": [] }, { "id": "crm", "events": [] }] }""", "$.endpoints")]
    [InlineData("""{ "endpoints": [{ "id": "crm" }] }""", "$.endpoints[0].events")]
    [InlineData("""{ "endpoint": [] }""", "$.endpoint")]
    public void What_is_not_known_is_told_with_its_place(string json, string path)
    {
        var (playbook, problems) = Read(json);

        Assert.Null(playbook);
        Assert.Contains(problems, problem => problem.File == "endpoints.json" && problem.Path == path);
    }

    [Fact]
    public void Without_the_file_nobody_is_told_anything()
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).Where(file => file.Key != "endpoints.json").ToDictionary(StringComparer.Ordinal);
        Assert.Empty(PlaybookReader.Read(files, new Problems())!.Endpoints.Endpoints);
    }

    private static (Playbook? Playbook, IReadOnlyList<Problem> Problems) Read(string json)
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary(StringComparer.Ordinal);
        files["endpoints.json"] = Encoding.UTF8.GetBytes(json);
        var problems = new Problems();
        return (PlaybookReader.Read(files, problems), problems.Found);
    }
}
