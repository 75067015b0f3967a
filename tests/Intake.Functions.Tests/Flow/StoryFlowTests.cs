using Intake.Accounts;
using Intake.Tests.Stories;

namespace Intake.Functions.Tests.Flow;

/// <summary>The sample playbook's stories, through every queue and table.</summary>
public sealed class StoryFlowTests(ITestOutputHelper output)
{
    [Theory, MemberData(nameof(Story.Files), MemberType = typeof(Story))]
    public async Task A_story_comes_true_through_the_handlers(string file)
    {
        var story = Story.Read(file);
        using var pipeline = await Pipeline.StartAsync(
            story.Timeline.First(moment => moment.Do is not null).Do!.At, new[] { story.Company, story.Claims }.OfType<Company>());
        var driver = new FlowDriver(story, pipeline);

        await StoryRunner.PlayAsync(story, driver);
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(4));

        foreach (var mail in pipeline.Mails.Taken) output.WriteLine($"{mail.ToAddress}: {mail.Mail.Subject}");
        Assert.Empty(pipeline.Pump.Failures);
        Assert.All(pipeline.Mails.Taken, mail => Assert.InRange(mail.Mail.Subject.Length, 1, 59));
    }
}
