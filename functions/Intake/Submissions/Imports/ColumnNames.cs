using System.Collections.Frozen;
using Intake.Enrichment;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Imports;

/// <summary>What the columns of files are called: from their name to ours.</summary>
internal sealed class ColumnNames
{
    private readonly FrozenDictionary<string, string> ours;

    private ColumnNames(string section) => ours = DataList.Lines("import-columns.txt")
        .Where(line => line.StartsWith(section + " ", StringComparison.Ordinal))
        .Select(line => line[(section.Length + 1)..].Split(": ", 2))
        .SelectMany(line => line[1].Split(", ").Select(theirs => (Theirs: theirs, Ours: line[0])))
        .ToFrozenDictionary(pair => pair.Theirs, pair => pair.Ours, StringComparer.Ordinal);

    /// <summary>Of business cards and contacts of events.</summary>
    public static ColumnNames Cards { get; } = new("card");

    /// <summary>Of the attendance report of Teams.</summary>
    public static ColumnNames Teams { get; } = new("teams");

    /// <summary>Of the companies of an account book.</summary>
    public static ColumnNames Book { get; } = new("book");

    /// <summary>Our name of a column; null when it is none that we know.</summary>
    public string? Of(string header) => ours.GetValueOrDefault(Folding.Fold(header));

    /// <summary>The names of all columns: ours for the first that we know as it; else its own, so that nothing is lost.</summary>
    public string[] Of(IReadOnlyList<string> headers)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        return [.. headers.Select((header, index) => Of(header) is { } known && taken.Add(known) ? known : Unknown(header, index, taken))];
    }

    // Ours alone steer something, so another column cannot take their name.
    private static string Unknown(string header, int index, HashSet<string> taken)
    {
        var name = FieldText.SingleLine(header);
        if (name.Length > 100) name = name[..100];
        var free = name.Length == 0 ? $"column {index + 1}" : name;
        if (Cards.ours.Values.Contains(free)) free += " (text)";
        return taken.Add(free) ? free : $"{free} ({index + 1})";
    }
}
