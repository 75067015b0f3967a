using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>A text in several languages, by ISO 639-1 code.</summary>
public sealed record Localized(ImmutableSortedDictionary<string, string> Texts)
{
    /// <summary>The text in a language, else in English, else in whatever there is.</summary>
    public string In(string? language) =>
        language is not null && Texts.TryGetValue(language, out var text) ? text
        : Texts.TryGetValue("en", out var english) ? english
        : Texts.Values.FirstOrDefault() ?? "";
}
