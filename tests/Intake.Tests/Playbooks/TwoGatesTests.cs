using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

public class TwoGatesTests
{
    [Fact]
    public void A_variant_is_what_it_holds_over_what_is_below_it()
    {
        var (one, two) = (SamplePlaybook.Instance, TwoGates.Instance);

        Assert.NotEqual(one.Version, two.Version);
        Assert.Equal(one.Content.Keys.Order(), two.Content.Keys.Order());
        Assert.Equal(["agreement.json", "stages.json"], PlaybookFolder.Files(TwoGates.Directory).Keys.Order());
        Assert.Equal(
            ["inquiry", "unqualified", "marketing-qualified", "sales-ready", "sal", "sql", "opportunity", "won", "lost", "rejected", "recycled"],
            two.Stages.Stages.Select(stage => stage.Id));
    }

    [Fact]
    public void Every_stage_of_both_samples_is_named_and_defined_in_both_languages() =>
        Assert.All(SamplePlaybook.Instance.Stages.Stages.Concat(TwoGates.Instance.Stages.Stages), stage =>
        {
            foreach (var language in new[] { "nl", "en" })
                Assert.All([stage.Name.Texts[language], stage.Definition.Texts[language]], Assert.NotEmpty);
        });

    [Fact]
    public void A_variant_or_what_is_below_it_that_is_not_there_is_told()
    {
        var nowhere = Path.Combine(SamplePlaybook.Directory, "nowhere");

        Assert.Contains("nowhere $: there is no such folder", Assert.Throws<InvalidPlaybookException>(() => PlaybookFolder.Load(nowhere, SamplePlaybook.Directory)).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere $: there is no such folder", Assert.Throws<InvalidPlaybookException>(() => PlaybookFolder.Load(TwoGates.Directory, nowhere)).Message, StringComparison.Ordinal);
        Assert.Contains("scoring.json $: is missing", Assert.Throws<InvalidPlaybookException>(() => PlaybookFolder.Load(TwoGates.Directory)).Message, StringComparison.Ordinal);
    }
}
