using Intake.Scoring;

namespace Intake.Tests.Stories;

/// <summary>Makes a story happen: in memory by the pure functions, or through the handlers.</summary>
public interface IStoryDriver
{
    Task DoAsync(StoryStep step);

    Task AnswerAsync(StoryAnswer answer);

    Task PassAsync(StoryPass pass);

    Task<StoryView> SeeAsync(string proposition, DateOnly day);
}

/// <summary>A lead as it is, with all handoffs ever made for it (by gate), the number of updates, and who got it; null where nobody is picked.</summary>
public sealed record StoryView(Score Score, string Stage, IReadOnlyList<string> Gates, int Updates, string? Cause, string? To = null);
