using Intake.Tests.Playbooks;

namespace Intake.Tests.Mail;

public class WordingTests
{
    /// <summary>The parts of the topics of all content.</summary>
    public static TheoryData<string> TopicParts =>
        [.. SamplePlaybook.Instance.Content.Values.SelectMany(item => item.Topic?.Split('/') ?? []).Distinct()];

    [Theory, MemberData(nameof(TopicParts))]
    public void Every_topic_has_a_name_in_each_language(string part) => Assert.Equal(["de", "en", "nl"], SamplePlaybook.Instance.Wording.Topics[part].Texts.Keys);

    [Theory]
    [InlineData("energy/grid-congestion/waiting-list", "nl", "netcongestie > wachtlijst")]
    [InlineData("energy/grid-congestion/waiting-list", "en", "grid congestion > waiting list")]
    [InlineData("energy", "nl", "energie")]
    [InlineData("energy/heat-pumps", "nl", "heat pumps")] // has no name
    public void A_topic_is_told_from_the_general_to_the_special(string path, string language, string told) =>
        Assert.Equal(told, SamplePlaybook.Instance.Wording.TopicIn(path, language));

    /// <summary>What a mail tells of somebody: the activity that caused it, and the rules that counted.</summary>
    public static TheoryData<string> Told =>
        [.. SamplePlaybook.Instance.Scoring.Rules.SelectMany(rule => new[] { rule.Id, rule.Activity }).Distinct()];

    [Theory, MemberData(nameof(Told))]
    public void Whatever_earns_points_is_told_in_each_language(string activity)
    {
        var did = SamplePlaybook.Instance.Wording.Did;
        Assert.True(did.ContainsKey(activity), $"wording.json has no words for {activity}.");
        Assert.Equal(3, new[] { "en", "nl", "de" }.Select(did[activity].In).Distinct().Count());
    }
}
