namespace Intake.Enrichment;

/// <summary>Industries in the playbook's words.</summary>
public static class Industry
{
    private const int MaxInput = 200;

    private static readonly Lazy<WordTable> Table = new(() => WordTable.Load("industries.txt", "industry"));

    /// <summary>The industry that a text in English, Dutch, German or French names first; null when it names none that is known.</summary>
    public static string? Of(string? text) =>
        text is { Length: > 0 and <= MaxInput } ? Table.Value.Find(text).FirstOrDefault() : null;
}
