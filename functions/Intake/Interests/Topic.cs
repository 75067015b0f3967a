using System.Collections.Immutable;

namespace Intake.Interests;

/// <summary>A topic, with how much a person did about it.</summary>
/// <param name="Path">Such as <c>travel/asia/japan</c>; empty for everything together.</param>
/// <param name="Hundredths">Hundredths of a point, of the topic itself and of all below it; never more than those of the topic above.</param>
/// <param name="Below">The topics below it that anything is known about, by path.</param>
public sealed record Topic(string Path, int Hundredths, ImmutableArray<Topic> Below)
{
    /// <summary>How special it is: 0 for everything together, 3 for <c>travel/asia/japan</c>.</summary>
    public int Depth => Path.Length == 0 ? 0 : Path.Count(each => each == '/') + 1;
}
