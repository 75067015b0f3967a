using Intake.Playbooks;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.Playbooks;

/// <summary>The build puts whole playbooks beside the app.</summary>
public class BuiltPlaybookTests
{
    [Fact]
    public void What_was_built_is_what_the_sources_say()
    {
        Assert.Equal(SamplePlaybook.Instance.Version, Built("playbook").Version);
        Assert.Equal(TwoGates.Instance.Version, Built("playbooks", "two-gates").Version);
    }

    [Fact]
    public void A_variant_has_the_sample_beside_it_for_development() =>
        Assert.All(["team.json", "account-book.json"], file => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "playbooks", "two-gates", "sample", file))));

    private static Playbook Built(params string[] path) => PlaybookFolder.Load(Path.Combine([AppContext.BaseDirectory, .. path]));
}
