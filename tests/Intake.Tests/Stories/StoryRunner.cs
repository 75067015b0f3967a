using Intake.Scoring;

namespace Intake.Tests.Stories;

/// <summary>Plays a story and compares what is seen with what it tells.</summary>
public static class StoryRunner
{
    public static async Task PlayAsync(Story story, IStoryDriver driver)
    {
        var seen = new Dictionary<string, (int Gates, int Updates)>();
        foreach (var moment in story.Timeline)
        {
            if (moment.Do is { } step) for (var time = 0; time < step.Times; time++) await driver.DoAsync(step with { At = step.At.AddSeconds(time) });
            if (moment.Answer is { } answer) await driver.AnswerAsync(answer);
            if (moment.Pass is { } pass) await driver.PassAsync(pass);
            if (moment.Expect is not { } expected) continue;
            var view = await driver.SeeAsync(expected.Proposition, expected.Day);
            Compare(expected, view, seen.GetValueOrDefault(expected.Proposition));
            seen[expected.Proposition] = (view.Gates.Count, view.Updates);
        }
    }

    private static void Compare(StoryExpectation expected, StoryView view, (int Gates, int Updates) before)
    {
        var at = $"{expected.Day:d MMM} {expected.Proposition}";
        Close(expected.Score, view.Score.Total, at + " score");
        Close(expected.Interest, view.Score.Interest, at + " interest");
        Close(expected.Fit, view.Score.Fit, at + " fit");
        Close(expected.Value, view.Score.Value, at + " value");
        Assert.Equal(view.Score.Total, view.Score.Reasons.Sum(reason => reason.Hundredths));
        if (expected.Phase is { } phase) Assert.Equal((at, phase), (at, view.Score.PhaseName));
        Assert.Equal((at, expected.Stage), (at, view.Stage));
        if (expected.Cause is { } cause) Assert.Equal((at, cause), (at, view.Cause));
        Assert.Equal((at, expected.Handoff), (at, Happened(view, before)));
        if (expected.Gate is { } gate) Assert.Equal((at, gate), (at, view.Gates[^1]));
        if (expected.To is { } to && view.To is { } got) Assert.Equal((at, to), (at, got));
    }

    private static string Happened(StoryView view, (int Gates, int Updates) before) =>
        view.Gates.Count > before.Gates ? "made" : view.Updates > before.Updates ? "update" : "none";

    private static void Close(decimal? expected, int hundredths, string what)
    {
        if (expected is { } points) Assert.True(Math.Abs(points - (hundredths / 100m)) <= 0.1m, $"{what}: {hundredths / 100m}, not {points}");
    }
}
