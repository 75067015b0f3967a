namespace Intake.Tests.Stories;

public class StoryTests
{
    [Theory, MemberData(nameof(Story.Files), MemberType = typeof(Story))]
    public async Task A_story_comes_true(string file)
    {
        var story = Story.Read(file);
        await StoryRunner.PlayAsync(story, new PureDriver(story));
    }

    [Fact]
    public async Task A_story_that_tells_something_else_is_not_true()
    {
        var story = Story.Read("19-price-list.json");
        var expected = story.Timeline[^1].Expect!;
        StoryExpectation[] wrong =
        [
            expected with { Score = expected.Score + 0.11m }, expected with { Stage = "unqualified" }, expected with { Handoff = "none" },
            expected with { Gate = "asked" }, expected with { Fit = 96 }, expected with { Phase = "awareness" },
        ];

        foreach (var one in wrong)
        {
            var told = story with { Timeline = [.. story.Timeline[..^1], new Moment(null, null, null, one)] };
            await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => StoryRunner.PlayAsync(told, new PureDriver(told)));
        }
    }

    [Fact]
    public void All_twelve_stories_and_the_eight_edges_are_told_and_both_lines_of_two_gates()
    {
        var told = System.IO.Directory.EnumerateFiles(Story.Directory, "*.json").Select(path => int.Parse(Path.GetFileName(path)[..2])).Distinct();
        Assert.Equal(Enumerable.Range(1, 22), told.Order());
    }
}
