using Intake.Enrichment;

namespace Intake.Tests.Enrichment.Titles;

/// <summary>A title as a person typed it and what it tells by common sense.</summary>
public sealed record LabelledTitle(string Language, string Title, JobTitle Expected);

/// <summary>Titles labelled by hand, a tab between language, title, seniority and function; empty where the title does not tell.</summary>
internal static class TitleFile
{
    public static IReadOnlyList<LabelledTitle> Read(string name) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Intake.Tests", "Enrichment", "Titles", name)).Skip(1)
            .Select(line => line.Split('\t')).Select(cell => new LabelledTitle(cell[0], cell[1], new JobTitle(Told(cell[2]), Told(cell[3]))))];

    private static string? Told(string cell) => cell.Length > 0 ? cell : null;
}
