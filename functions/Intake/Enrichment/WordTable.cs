using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Intake.Enrichment;

/// <summary>Finds the known words and phrases of a text. Made from the lines <c>{section} {value}: phrase, phrase</c> of a data file; phrases are folded and may
/// have <c>*</c> for the rest of a word, before or after it, or at both ends for a part of a word.</summary>
internal sealed class WordTable
{
    // A title is read at every submission: what may match a word is looked up, not tried phrase by phrase.
    private readonly FrozenDictionary<string, Phrase[]> byWord;
    private readonly FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> byPart;
    private readonly (int Shortest, int Longest) inside;

    private WordTable(IEnumerable<Phrase> phrases)
    {
        // The longest first, so that "product owner" is no owner; a whole word before the part of one.
        var ranked = phrases.OrderByDescending(phrase => phrase.Words.Length).ThenBy(phrase => phrase.Wildcards).ThenByDescending(phrase => phrase.Letters)
            .Select((phrase, rank) => phrase with { Rank = rank }).ToLookup(phrase => phrase.Words[0].Contains('*', StringComparison.Ordinal));
        byWord = ByFirstWord(ranked[false]);
        byPart = ByFirstWord(ranked[true]).GetAlternateLookup<ReadOnlySpan<char>>();
        var lengths = ranked[true].Select(phrase => phrase.Words[0]).Where(word => word is ['*', .., '*']).Select(word => word.Length - 2).ToList();
        inside = lengths.Count > 0 ? (lengths.Min(), lengths.Max()) : (int.MaxValue, 0);
    }

    /// <summary>The values of the section, in the order of the file: their rank.</summary>
    public ImmutableArray<string> Values { get; private init; }

    /// <summary>Reads a section of a data file.</summary>
    public static WordTable Load(string file, string section)
    {
        var lines = DataList.Lines(file).Where(line => line.StartsWith(section + " ", StringComparison.Ordinal))
            .Select(line => line[(section.Length + 1)..].Split(": ", 2)).ToList();
        return new WordTable(lines.SelectMany(line => line[1].Split(", ").Select(phrase => Phrase.Of(line[0], phrase))))
        {
            Values = [.. lines.Select(line => line[0]).Distinct()],
        };
    }

    /// <summary>What is in the text, in the order of the text. No word counts twice.</summary>
    public ImmutableArray<string> Find(string text) => Find(ComparableWords.Of(text));

    /// <summary>The same of words that are already comparable.</summary>
    public ImmutableArray<string> Find(string[] words)
    {
        var taken = new bool[words.Length];
        var found = new List<(int At, string Value)>();
        foreach (var (phrase, at) in Matches(words).OrderBy(match => match.Phrase.Rank).ThenBy(match => match.At))
        {
            if (taken.AsSpan(at, phrase.Words.Length).Contains(true)) continue;
            taken.AsSpan(at, phrase.Words.Length).Fill(true);
            found.Add((at, phrase.Value));
        }
        return [.. found.OrderBy(match => match.At).Select(match => match.Value)];
    }

    private static FrozenDictionary<string, Phrase[]> ByFirstWord(IEnumerable<Phrase> phrases) =>
        phrases.GroupBy(phrase => phrase.Words[0].Trim('*')).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private IEnumerable<(Phrase Phrase, int At)> Matches(string[] words) =>
        from at in Enumerable.Range(0, words.Length)
        from phrase in Candidates(words[at])
        where phrase.Matches(words, at)
        select (phrase, at);

    private List<Phrase> Candidates(string word)
    {
        List<Phrase> candidates = [.. byWord.GetValueOrDefault(word, [])];
        for (var start = 0; start < word.Length; start++)
        {
            for (var end = start + 1; end <= word.Length; end++)
            {
                var atEdge = start == 0 || end == word.Length;
                if (!atEdge && (end - start < inside.Shortest || end - start > inside.Longest)) continue;
                if (byPart.TryGetValue(word.AsSpan(start..end), out var phrases)) candidates.AddRange(phrases);
            }
        }
        return candidates;
    }

    private sealed record Phrase(string Value, string[] Words)
    {
        public int Rank { get; init; }

        public int Wildcards { get; } = Words.Count(word => word.Contains('*', StringComparison.Ordinal));

        public int Letters { get; } = Words.Sum(word => word.Length);

        public static Phrase Of(string value, string phrase) =>
            new(value, [.. phrase.Split(' ').Where(word => !ComparableWords.IsSmall(word)).Select(ComparableWords.WithoutUmlaut)]);

        public bool Matches(string[] words, int at)
        {
            if (at + Words.Length > words.Length) return false;
            for (var i = 0; i < Words.Length; i++)
            {
                if (!Matches(Words[i], words[at + i])) return false;
            }
            return true;
        }

        private static bool Matches(string pattern, string word) => pattern switch
        {
            ['*', .., '*'] => word.AsSpan().Contains(pattern.AsSpan(1..^1), StringComparison.Ordinal),
            ['*', ..] => word.Length >= pattern.Length && word.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.Ordinal),
            [.., '*'] => word.AsSpan().StartsWith(pattern.AsSpan(..^1), StringComparison.Ordinal),
            _ => string.Equals(pattern, word, StringComparison.Ordinal),
        };
    }
}
