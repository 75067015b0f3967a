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
    public void All_twelve_stories_and_the_eight_edges_are_told()
    {
        var told = System.IO.Directory.EnumerateFiles(Story.Directory, "*.json").Select(path => int.Parse(Path.GetFileName(path)[..2])).Distinct();
        Assert.Equal(Enumerable.Range(1, 20), told.Order());
    }
}
