using Intake.Tests.Playbooks;

namespace Intake.Tests.Mail;

public class WordingTests
{
    /// <summary>What a mail tells of somebody: the activity that caused it, and the rules that counted.</summary>
    public static TheoryData<string> Told =>
        [.. SamplePlaybook.Instance.Scoring.Rules.SelectMany(rule => new[] { rule.Id, rule.Activity }).Distinct()];

    [Theory, MemberData(nameof(Told))]
    public void Whatever_earns_points_is_told_in_both_languages(string activity)
    {
        var did = SamplePlaybook.Instance.Wording.Did;
        Assert.True(did.ContainsKey(activity), $"wording.json has no words for {activity}.");
        Assert.NotEqual(did[activity].In("en"), did[activity].In("nl"));
    }
}
