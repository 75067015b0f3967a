using System.Collections.Frozen;

namespace Intake.Enrichment;

/// <summary>What is known of the words of company names: <c>company-words.txt</c>.</summary>
internal static class CompanyWords
{
    private static readonly ILookup<string, (string Key, string[] Phrases)> Lines = DataList.Lines("company-words.txt")
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(": ", 2))
        .ToLookup(line => line[0].Split(' ')[0], line => (line[0][(line[0].IndexOf(' ', StringComparison.Ordinal) + 1)..], line[1].Split(", ")));

    private static readonly FrozenDictionary<string, string> Forms = KeyByPhrase("form");

    private static readonly FrozenDictionary<string, string> Before = KeyByPhrase("before");

    private static readonly FrozenDictionary<string, string> Leading = KeyByPhrase("leading");

    private static readonly FrozenDictionary<string, string> Spellings = KeyByPhrase("same");

    private static readonly FrozenSet<string> Generics = Lines["generic"].SelectMany(line => line.Phrases).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Most words of a phrase.</summary>
    public static int Longest { get; } = Forms.Keys.Concat(Spellings.Keys).Max(phrase => phrase.Count(c => c == ' ') + 1);

    /// <summary>The legal form that a phrase is; null when it is none.</summary>
    public static string? Form(string phrase) => Forms.GetValueOrDefault(phrase);

    /// <summary>The legal form that a phrase before a name is; null when it is none.</summary>
    public static string? FormBefore(string phrase) => Before.GetValueOrDefault(phrase) ?? Form(phrase);

    /// <summary>Words that must be left after a legal form before the name; none when the phrase never stands there.</summary>
    public static int? LeftAfter(string phrase) => Leading.GetValueOrDefault(phrase) switch { null => null, "two" => 2, _ => 1 };

    /// <summary>The one spelling of a word or phrase that is written in several ways; null when it is not.</summary>
    public static string? Spelling(string phrase) => Spellings.GetValueOrDefault(phrase);

    /// <summary>Whether a word tells what a company does, not which it is.</summary>
    public static bool IsGeneric(string word) => Generics.Contains(word);

    private static FrozenDictionary<string, string> KeyByPhrase(string section) => Lines[section]
        .SelectMany(line => line.Phrases.Select(phrase => (phrase, line.Key))).ToFrozenDictionary(each => each.phrase, each => each.Key, StringComparer.Ordinal);
}
