namespace Intake.Submissions.Imports;

/// <summary>Finds out what parts the values of a file.</summary>
internal static class Delimiter
{
    private static readonly char[] Common = [',', ';', '\t', '|'];

    /// <summary>Whether a character may be one.</summary>
    public static bool IsOne(char c) => Common.Contains(c);

    /// <summary>The delimiter by the beginning of a file: the commonest outside quotes in the first line that has any.</summary>
    public static char Of(ReadOnlySpan<char> beginning)
    {
        while (!beginning.IsEmpty)
        {
            var line = Line(beginning, out var counts);
            var best = Common.MaxBy(delimiter => counts[Array.IndexOf(Common, delimiter)]);
            if (counts[Array.IndexOf(Common, best)] > 0) return best;
            beginning = beginning[line..];
        }
        return Common[0];
    }

    // A quoted header may have line ends in it.
    private static int Line(ReadOnlySpan<char> text, out int[] counts)
    {
        counts = new int[Common.Length];
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"') quoted = !quoted;
            else if (!quoted && text[at] is '\n' or '\r') return at + 1;
            else if (!quoted && Array.IndexOf(Common, text[at]) is >= 0 and var found) counts[found]++;
        }
        return text.Length;
    }
}
