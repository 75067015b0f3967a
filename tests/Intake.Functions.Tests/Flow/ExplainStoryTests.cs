using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Scoring;
using Intake.Tests.Stories;

namespace Intake.Functions.Tests.Flow;

/// <summary>Whatever day is asked from whatever day, the same is told: what was, is, or comes to be.</summary>
public sealed class ExplainStoryTests
{
    [Theory, MemberData(nameof(Story.Files), MemberType = typeof(Story))]
    public async Task A_past_day_is_told_as_it_was_told_on_that_day(string file)
    {
        using var told = await TellAsync(Story.Read(file));
        await told.WaitAsync();

        foreach (var (id, day, then) in told.Days)
            Assert.Equal($"{day} {then}", $"{day} {Explaining.Comparable(await told.Pipeline.ExplainAsync(id, day))}");
        Assert.NotEmpty(told.Days);
        Assert.Empty(told.Pipeline.Pump.Failures);
    }

    [Theory, MemberData(nameof(Story.Files), MemberType = typeof(Story))]
    public async Task A_day_to_come_is_told_as_it_comes_when_nothing_happens(string file)
    {
        using var told = await TellAsync(Story.Read(file));
        var (today, pipeline) = (DateOnly.FromDateTime(told.Pipeline.Now.UtcDateTime), told.Pipeline);
        List<(string Id, DateOnly Day, string Told)> foretold = [];
        foreach (var id in await pipeline.LeadsAsync())
            foreach (var ahead in new[] { 0, 1, 6, 30, 47, 90, 180, 420 })
                foretold.Add((id, today.AddDays(ahead), Explaining.Comparable(await pipeline.ExplainAsync(id, today.AddDays(ahead)))));

        foreach (var day in foretold.GroupBy(each => each.Day).OrderBy(day => day.Key))
        {
            await pipeline.RunUntilAsync(Told.EndOf(day.Key));
            foreach (var (id, _, then) in day) Assert.Equal($"{day.Key} {then}", $"{day.Key} {Explaining.Comparable(await pipeline.ExplainAsync(id))}");
        }
        Assert.NotEmpty(foretold);
    }

    [Fact]
    public async Task What_was_just_computed_is_what_is_stored()
    {
        var compared = 0;
        foreach (var file in Story.Files)
        {
            using var told = await TellAsync(Story.Read(file));
            var today = DateOnly.FromDateTime(told.Pipeline.Now.UtcDateTime);
            foreach (var loaded in await told.Pipeline.AccountsAsync())
                foreach (var lead in loaded.State.Leads.Values.Where(lead => lead.Score?.Day == today))
                {
                    Same(lead.Score!, await told.Pipeline.ExplainAsync(LeadId.Of(loaded.State.Account, lead).ToString()));
                    compared++;
                }
        }
        Assert.InRange(compared, 15, int.MaxValue);
    }

    private static void Same(Score stored, JsonObject explained)
    {
        Assert.Equal(stored.Total, Hundredths(explained["total"]!));
        Assert.Equal(
            stored.Reasons.Select(reason => (reason.Rule, reason.Hundredths, reason.Content, reason.Unknown)),
            explained["reasons"]!.AsArray().Select(reason => ((string)reason!["rule"]!, Hundredths(reason["points"]!), (string?)reason["content"]?["id"], (bool)reason["unknown"]!)));
    }

    private static int Hundredths(JsonNode points) => (int)(points.GetValue<decimal>() * 100);

    private static async Task<Told> TellAsync(Story story)
    {
        var pipeline = await Pipeline.StartAsync(
            story.Timeline.First(moment => moment.Do is not null).Do!.At, new[] { story.Company, story.Claims }.OfType<Company>());
        pipeline.Playbook = story.Rules;
        var told = new Told(pipeline, new FlowDriver(story, pipeline));
        await StoryRunner.PlayAsync(story, told);
        return told;
    }

    /// <summary>Plays a story and notes what is told at the end of every day on which something happened.</summary>
    private sealed class Told(Pipeline pipeline, FlowDriver driver) : IStoryDriver, IDisposable
    {
        private bool happened;

        public Pipeline Pipeline => pipeline;

        public List<(string Id, DateOnly Day, string Then)> Days { get; } = [];

        public static DateTimeOffset EndOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).AddDays(1).AddTicks(-1);

        public async Task DoAsync(StoryStep step)
        {
            await NoteAsync(step.At);
            await driver.DoAsync(step);
            happened = true;
        }

        public async Task AnswerAsync(StoryAnswer answer)
        {
            await NoteAsync(answer.At);
            await driver.AnswerAsync(answer);
            happened = true;
        }

        public async Task PassAsync(StoryPass pass)
        {
            await NoteAsync(pass.At);
            await driver.PassAsync(pass);
            happened = true;
        }

        /// <summary>Lets the day end, and half a year of nothing but time.</summary>
        public async Task WaitAsync()
        {
            foreach (var days in new[] { 1, 1, 8, 30, 30, 60, 60 })
            {
                var next = pipeline.Now.AddDays(days);
                await NoteAsync(next);
                await pipeline.RunUntilAsync(next);
                happened = true;
            }
        }

        public Task<StoryView> SeeAsync(string proposition, DateOnly day) => driver.SeeAsync(proposition, day);

        public void Dispose() => pipeline.Dispose();

        private async Task NoteAsync(DateTimeOffset next)
        {
            var day = DateOnly.FromDateTime(pipeline.Now.UtcDateTime);
            if (!happened || DateOnly.FromDateTime(next.UtcDateTime) <= day) return;
            await pipeline.RunUntilAsync(EndOf(day));
            foreach (var id in await pipeline.LeadsAsync()) Days.Add((id, day, Explaining.Comparable(await pipeline.ExplainAsync(id))));
            happened = false;
        }
    }
}
