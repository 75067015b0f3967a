using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Azure;
using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Tests.Playbooks;
using Intake.Tests.Stages;

namespace Intake.Tests.Rescoring;

public class RescoreDecisionTests
{
    private static readonly Playbook Low = EditedPlaybook.With("stages.json", stages =>
    {
        var gate = stages["gates"]!["prospects"]!;
        (gate["total"], gate["interest"]) = (46, 19);
    });

    [Fact]
    public void All_leads_of_an_account_that_would_newly_pass_are_held()
    {
        var scene = new Scene { Company = new Scene().Company with { LegalForm = "B.V." } }.Does("calculator-used", "calc-piekvermogen", 0);
        foreach (var activity in new[] { "whitepaper-requested", "whitepaper-downloaded" }) scene.Does(activity, "wp-laden-wagenpark", 1);
        Assert.Empty(scene.State.Handoffs);

        var commit = Decide(scene, Low);

        Assert.Equal(["charging:1", "energy:1"], commit.Held);
        Assert.Empty(commit.State.Handoffs);
        Assert.All(commit.State.Leads.Values, lead => Assert.Equal("unqualified", lead.Stage));
    }

    [Theory]
    [InlineData("sql", "qualified", "sal")]
    [InlineData("opportunity", "deal", "sql")]
    public void What_sales_has_stays_with_sales_where_the_other_playbook_lacks_the_stage(string stage, string role, string expected)
    {
        var scene = new Scene().Qualifies();
        scene.State = scene.State.With(scene.Energy with { Stage = stage });
        var without = EditedPlaybook.With("stages.json", stages => Remove(stages["stages"]!.AsArray(), role));

        Assert.Equal(expected, Decide(scene, without).State.Leads["energy:1"].Stage);
    }

    private static void Remove(JsonArray stages, string role) => stages.Remove(stages.Single(stage => (string)stage!["role"]! == role));

    private static AccountCommit Decide(Scene scene, Playbook playbook) => RescoreDecision.Decide(
        new LoadedAccount(scene.State, new ETag("*"), ImmutableSortedDictionary<string, OutboxItem>.Empty, ImmutableDictionary<string, string>.Empty),
        new AccountHistory { Account = "a" }, SamplePlaybook.Instance, playbook, Scene.Monday.AddDays(2));
}
