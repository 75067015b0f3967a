using Intake.Playbooks;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

/// <summary>A playbook whose negative points fade within days, so that time alone lets a lead over the line.</summary>
public static class Faded
{
    public const string Rule = "careers-page-viewed";

    public static Playbook Playbook { get; } = Of(SamplePlaybook.Instance);

    private static Playbook Of(Playbook sample)
    {
        var negative = sample.Scoring.Rules.Single(rule => rule.Id == Rule);
        var rules = sample.Scoring.Rules.SetItem(negative.Index, negative with { Points = -30, Cap = -30, Decay = new HalfLife(1) });
        return sample with { Scoring = sample.Scoring with { Rules = rules } };
    }
}
