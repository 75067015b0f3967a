using System.Text.RegularExpressions;

namespace Intake.Enrichment;

/// <summary>What a job title tells, in the playbook's words; null where it tells nothing.</summary>
/// <param name="Seniority"><c>owner</c>, <c>c-level</c>, <c>vp</c>, <c>director</c>, <c>head</c>, <c>manager</c>, <c>specialist</c>, <c>intern</c> or <c>student</c>.</param>
/// <param name="Function"><c>facility</c>, <c>operations</c>, <c>energy</c>, <c>finance</c>, <c>general-management</c>, <c>it</c>, <c>procurement</c>, <c>hr</c>,
/// <c>fleet</c>, <c>engineering</c>, <c>sales</c>, <c>marketing</c>, <c>legal</c> or <c>other</c>.</param>
public sealed partial record JobTitle(string? Seniority, string? Function)
{
    private const int MaxInput = 300;
    private const string File = "job-titles.txt", Ignored = "ignored", Always = "always ", Weak = "weak ";

    private static readonly JobTitle Unknown = new(null, null);
    private static readonly Lazy<WordTable> Past = new(() => WordTable.Load(File, "past"));
    private static readonly Lazy<WordTable> Seniorities = new(() => WordTable.Load(File, "seniority"));
    private static readonly Lazy<WordTable> Functions = new(() => WordTable.Load(File, "function"));
    private static readonly Lazy<WordTable> Roles = new(() => WordTable.Load(File, "role"));
    private static readonly Lazy<WordTable> Trades = new(() => WordTable.Load(File, "trade"));
    private static readonly Lazy<WordTable> Occupations = new(() => WordTable.Load(File, "occupation"));

    /// <summary>Reads a title in English, Dutch, German or French.</summary>
    public static JobTitle Read(string? title)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Length > MaxInput) return Unknown;
        var today = Today(Gender().Replace(title, ""));
        var seniority = HighestSeniority(today);
        // A student has no function yet, whatever the title says the studies are about.
        return new JobTitle(seniority, seniority is "student" ? null : FirstFunction(today));
    }

    // What somebody has been says nothing about what they decide today.
    private static string[] Today(string title) =>
        [.. Parts().Split(title).Select(ComparableWords.Of).Where(part => Past.Value.Find(part).IsEmpty).SelectMany(part => part)];

    private static string? HighestSeniority(string[] title) =>
        Plain(Told(Seniorities, title).MinBy(value => Seniorities.Value.Values.IndexOf(value)));

    // A role names its field, whatever stands before it (a tax lawyer). What somebody is by trade or is called at any work (an engineer, an assistant) counts
    // only where nothing says in which field.
    private static string? FirstFunction(string[] title)
    {
        var first = Told(Functions, title).MinBy(Precedence);
        return Plain(Precedence(first) switch
        {
            0 => first,
            1 or 2 => First(Roles, title) ?? first,
            _ => First(Roles, title) ?? First(Trades, title) ?? first ?? First(Occupations, title),
        });
    }

    private static string? First(Lazy<WordTable> table, string[] title) => Told(table, title).FirstOrDefault();

    private static IEnumerable<string> Told(Lazy<WordTable> table, string[] title) => table.Value.Find(title).Where(value => value != Ignored);

    // Of a compound title the first function counts, except that a buyer of software is a buyer and a technical buyer too.
    private static int Precedence(string? value) => value switch
    {
        null => 5,
        _ when value.StartsWith(Always, StringComparison.Ordinal) => 0,
        _ when value.StartsWith(Weak, StringComparison.Ordinal) => 2,
        "general-management" => 3,
        "other" => 4,
        _ => 1,
    };

    private static string? Plain(string? value) => value?[(value.LastIndexOf(' ') + 1)..];

    // "Leiter (m/w/d)", "Leiterin", "Leiter:in", "LeiterIn", "chargé(e)", "medewerk(st)er". What is left is the word that the table has.
    [GeneratedRegex(
        @"\(\s*[mwfhdvx](\s*[/|,]\s*[mwfhdvx])+\s*\)"
        + @"|(?<=\p{L})(\((in|innen|e|ne|trice|euse|se|st|r)\)|[:*·•_/]-?(in|innen|e|ne|re|trice|euse|r)\b|In\b)"
        + @"|(?<=\p{L}{2}(?i:er|or|ent|ist|eur|ant|at|ar|är|arzt))(?i:in)\b")]
    private static partial Regex Gender();

    [GeneratedRegex(@"[,;|()•·\n]|\s[-–—/]\s|\s(?:now|nu|jetzt|maintenant)\s")]
    private static partial Regex Parts();
}
