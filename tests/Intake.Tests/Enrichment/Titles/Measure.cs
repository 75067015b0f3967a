using System.Globalization;
using Intake.Enrichment;

namespace Intake.Tests.Enrichment.Titles;

/// <summary>How well titles are read. Precision is the share of what was told that is right, recall the share of what could be told that was told right.</summary>
internal static class Measure
{
    /// <summary>Titles, then precision and recall of the seniority and of the function, in percent: the cells of a row of the table in the docs.</summary>
    public static string[] Row(IReadOnlyCollection<LabelledTitle> titles) =>
        [titles.Count.ToString(CultureInfo.InvariantCulture), .. PrecisionAndRecall(titles, title => title.Seniority), .. PrecisionAndRecall(titles, title => title.Function)];

    /// <summary>The titles that were read wrong, to look at.</summary>
    public static IEnumerable<string> Misread(IEnumerable<LabelledTitle> titles) =>
        from title in titles
        let read = JobTitle.Read(title.Title)
        where read != title.Expected
        select $"{title.Title}: {read}, expected {title.Expected}";

    private static string[] PrecisionAndRecall(IEnumerable<LabelledTitle> titles, Func<JobTitle, string?> part)
    {
        var pairs = titles.Select(title => (Read: part(JobTitle.Read(title.Title)), Expected: part(title.Expected))).ToList();
        var right = pairs.Count(pair => pair.Read is not null && pair.Read == pair.Expected);
        return [Percent(right, pairs.Count(pair => pair.Read is not null)), Percent(right, pairs.Count(pair => pair.Expected is not null))];
    }

    private static string Percent(int part, int whole) => (100.0 * part / whole).ToString("F1", CultureInfo.InvariantCulture);
}
