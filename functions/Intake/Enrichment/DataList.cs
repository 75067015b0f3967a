using System.Collections.Frozen;
using System.Reflection;

namespace Intake.Enrichment;

/// <summary>A data file embedded in the assembly: comment lines that say where it comes from, then one entry a line, sorted.</summary>
internal sealed class DataList
{
    private readonly FrozenSet<string> entries;

    private DataList(string name)
    {
        var lines = Lines(name).ToList();
        Header = [.. lines.TakeWhile(IsComment)];
        entries = lines.Where(line => !IsComment(line)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Its comment lines.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Number of entries.</summary>
    public int Count => entries.Count;

    /// <summary>Reads a file.</summary>
    public static DataList Load(string name) => new(name);

    /// <summary>The lines of a data file, comments included.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>A data file as it is.</summary>
    public static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("Intake.Enrichment.Data." + name)
        ?? throw new InvalidOperationException($"The data file {name} is not embedded in the assembly.");

    /// <summary>Whether it has exactly this entry.</summary>
    public bool Contains(string entry) => entries.Contains(entry);

    private static bool IsComment(string line) => line.StartsWith('#');
}
