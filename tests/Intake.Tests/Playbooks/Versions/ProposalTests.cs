using System.Text;
using System.Text.Json.Nodes;
using Intake.Playbooks;
using Intake.Playbooks.Versions;

namespace Intake.Tests.Playbooks.Versions;

public sealed class ProposalTests
{
    private static readonly PlaybookFiles InForce = new(PlaybookFolder.Files(SamplePlaybook.Directory));

    [Fact]
    public void Nothing_but_the_files_in_force_is_the_version_in_force() => Assert.Equal(SamplePlaybook.Instance.Version, Read().Version);

    [Fact]
    public void Files_that_are_lacking_are_those_in_force()
    {
        var proposal = Read(("scoring.json", Scoring(personCap: 59)));
        Assert.Equal(59, proposal.Playbook!.Scoring.PersonCap);
        Assert.Equal(SamplePlaybook.Instance.Content.Keys.Order(), proposal.Playbook.Content.Keys.Order());
        Assert.Equal((proposal.Playbook.Version, 11), (proposal.Version, proposal.Files.ByName.Count));
        Assert.NotEqual(SamplePlaybook.Instance.Version, proposal.Version);
    }

    [Fact]
    public void The_mark_that_some_editors_put_in_front_is_no_problem()
    {
        var marked = Read(("scoring.json", "\uFEFF" + Scoring(personCap: 59)));
        Assert.Equal(Read(("scoring.json", Scoring(personCap: 59))).Version, marked.Version);
        Assert.NotNull(marked.Playbook);
    }

    [Fact]
    public void A_file_of_another_name_is_a_problem_with_the_names_there_are()
    {
        var proposal = Read(("scorng.json", "{}"));
        var problem = Assert.Single(proposal.Problems);
        Assert.Equal(("scorng.json", "$"), (problem.File, problem.Path));
        Assert.Contains("scoring.json", problem.Message, StringComparison.Ordinal);
        Assert.Null(proposal.Playbook);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var proposal = Read(("scoring.json", Scoring(personCap: -1)), ("stages.json", "not json"), ("other.json", "{}"));
        Assert.Equal(["other.json", "scoring.json", "stages.json"], proposal.Problems.Select(problem => problem.File).Distinct().Order());
        Assert.Equal((null, null), (proposal.Playbook, proposal.Version));
    }

    [Fact]
    public void A_territory_that_nobody_serves_yet_is_a_warning()
    {
        var proposal = Read(("routing.json", Routing(root => root["territories"]!.AsArray().Insert(0, new JsonObject { ["id"] = "hospitals", ["industries"] = new JsonArray("healthcare") }))));
        Assert.Empty(proposal.Problems);
        Assert.Contains("hospitals", Assert.Single(proposal.Warnings).Message, StringComparison.Ordinal);
        Assert.NotNull(proposal.Playbook);
    }

    [Fact]
    public void A_fallback_that_nobody_serves_is_a_problem()
    {
        var proposal = Read(("routing.json", Routing(root =>
        {
            root["territories"]!.AsArray().Add(new JsonObject { ["id"] = "nobody" });
            root["fallback"] = "nobody";
        })));
        Assert.Equal(new Problem("routing.json", "$.fallback", "nobody of the team serves 'nobody'"), Assert.Single(proposal.Problems));
        Assert.Null(proposal.Playbook);
    }

    [Theory]
    [InlineData("0123456789ab", true)]
    [InlineData("0123456789AB", false)]
    [InlineData("0123456789a", false)]
    [InlineData("../../secret", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_version_is_twelve_hex_digits(string? text, bool isOne) => Assert.Equal(isOne, PlaybookFiles.IsVersion(text));

    private static Proposal Read(params (string Name, string Json)[] files) => Proposal.Read(
        new PlaybookFiles(files.Select(file => KeyValuePair.Create(file.Name, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Json)))), InForce, Handoffs.Sample.Team);

    private static string Scoring(int personCap)
    {
        var root = JsonNode.Parse(InForce.ByName["scoring.json"].Span)!;
        root["personCap"] = personCap;
        return root.ToJsonString();
    }

    private static string Routing(Action<JsonNode> edit)
    {
        var root = JsonNode.Parse(InForce.ByName["routing.json"].Span)!;
        edit(root);
        return root.ToJsonString();
    }
}
