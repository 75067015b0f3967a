namespace Intake.Enrichment;

/// <summary>What a job title tells, in the playbook's words; null where it tells nothing.</summary>
/// <param name="Seniority"><c>owner</c>, <c>c-level</c>, <c>director</c>, <c>head</c>, <c>manager</c>, <c>specialist</c>, <c>intern</c> or <c>student</c>.</param>
/// <param name="Function"><c>facility</c>, <c>operations</c>, <c>energy</c>, <c>finance</c>, <c>general-management</c>, <c>it</c>, <c>procurement</c>, <c>hr</c>,
/// <c>fleet</c>, <c>engineering</c>, <c>sales</c>, <c>marketing</c>, <c>legal</c> or <c>other</c>.</param>
public sealed record JobTitle(string? Seniority, string? Function)
{
    private const int MaxInput = 300;
    private const string Ignored = "ignored", Always = "always ";

    // Of a compound title the first function counts; these only where there is no other.
    private static readonly string[] LastFunctions = ["general-management", "other"];

    private static readonly JobTitle Unknown = new(null, null);
    private static readonly Lazy<WordTable> Seniorities = new(() => WordTable.Load("job-titles.txt", "seniority"));
    private static readonly Lazy<WordTable> Functions = new(() => WordTable.Load("job-titles.txt", "function"));

    /// <summary>Reads a title in English or Dutch.</summary>
    public static JobTitle Read(string? title)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Length > MaxInput) return Unknown;
        var seniority = HighestSeniority(title);
        // A student has no function yet, whatever the title says the studies are about.
        return new JobTitle(seniority, seniority is "student" ? null : FirstFunction(title));
    }

    private static string? HighestSeniority(string title) =>
        Seniorities.Value.Find(title).Where(value => value != Ignored).MinBy(value => Seniorities.Value.Values.IndexOf(value)) is { } top
            ? top.Replace(Always, "", StringComparison.Ordinal)
            : null;

    private static string? FirstFunction(string title) =>
        Functions.Value.Find(title).Where(value => value != Ignored).MinBy(value => Array.IndexOf(LastFunctions, value));
}
