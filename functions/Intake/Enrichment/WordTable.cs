using System.Collections.Immutable;

namespace Intake.Enrichment;

/// <summary>Finds the known words and phrases of a text. Made from the lines <c>{section} {value}: phrase, phrase</c> of a data file; phrases are folded and may
/// have <c>*</c> for the rest of a word.</summary>
internal sealed class WordTable
{
    private readonly ImmutableArray<Phrase> phrases;

    private WordTable(IEnumerable<Phrase> phrases) =>
        // The longest first, so that "product owner" is no owner; a whole word before the part of one.
        this.phrases = [.. phrases.OrderByDescending(phrase => phrase.Words.Length).ThenBy(phrase => phrase.Wildcards).ThenByDescending(phrase => phrase.Letters)];

    /// <summary>The values of the section, in the order of the file: their rank.</summary>
    public ImmutableArray<string> Values { get; private init; }

    /// <summary>Reads a section of a data file.</summary>
    public static WordTable Load(string file, string section)
    {
        var lines = DataList.Lines(file).Where(line => line.StartsWith(section + " ", StringComparison.Ordinal))
            .Select(line => line[(section.Length + 1)..].Split(": ", 2)).ToList();
        return new WordTable(lines.SelectMany(line => line[1].Split(", ").Select(phrase => new Phrase(line[0], phrase.Split(' ')))))
        {
            Values = [.. lines.Select(line => line[0])],
        };
    }

    /// <summary>What is in the text, in the order of the text. No word counts twice.</summary>
    public ImmutableArray<string> Find(string text)
    {
        var words = Folding.Words(text);
        var taken = new bool[words.Length];
        var found = new List<(int At, string Value)>();
        foreach (var phrase in phrases)
        {
            for (var at = 0; at + phrase.Words.Length <= words.Length; at++)
            {
                if (taken.AsSpan(at, phrase.Words.Length).Contains(true) || !phrase.Matches(words, at)) continue;
                taken.AsSpan(at, phrase.Words.Length).Fill(true);
                found.Add((at, phrase.Value));
            }
        }
        return [.. found.OrderBy(match => match.At).Select(match => match.Value)];
    }

    private sealed record Phrase(string Value, string[] Words)
    {
        public int Wildcards { get; } = Words.Count(word => word.Contains('*', StringComparison.Ordinal));

        public int Letters { get; } = Words.Sum(word => word.Length);

        public bool Matches(string[] words, int at)
        {
            for (var i = 0; i < Words.Length; i++)
            {
                if (!Matches(Words[i], words[at + i])) return false;
            }
            return true;
        }

        private static bool Matches(string pattern, string word) => pattern switch
        {
            ['*', ..] => word.Length >= pattern.Length && word.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.Ordinal),
            [.., '*'] => word.AsSpan().StartsWith(pattern.AsSpan(..^1), StringComparison.Ordinal),
            _ => string.Equals(pattern, word, StringComparison.Ordinal),
        };
    }
}
