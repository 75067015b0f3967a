using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Imports;

/// <summary>Reads the attendance report that Teams makes: what the meeting was, then who took part, then when each came and went. Sections are told by
/// their numbers, for their names are in the language of whoever took the report.</summary>
internal sealed partial class TeamsReport
{
    private readonly Dictionary<string, string> summary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TeamsPerson> persons = new(StringComparer.Ordinal);
    private readonly List<ImportItem> without = [];
    private readonly List<string> times = [];
    private string[]? columns;
    private bool inActivities;

    /// <summary>Whether a file begins as such a report.</summary>
    public static bool Begins(CsvRow first) =>
        Section().IsMatch(first.Cells[0]) || Folding.Fold(first.Cells[0]) is "meeting summary" or "samenvatting van vergadering";

    /// <summary>The participants, once the whole report is read: only then is known how long each was there.</summary>
    /// <exception cref="NoTableException">There is nobody in it.</exception>
    public static async IAsyncEnumerable<ImportItem> ReadAsync(
        IAsyncEnumerable<CsvRow> rows, ImportOptions options, Playbook playbook, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var report = new TeamsReport();
        await foreach (var row in rows.WithCancellation(cancellationToken))
            if (!row.IsBlank) report.Add(row);
        if (report.persons.Count + report.without.Count == 0)
            throw new NoTableException("This is no attendance report of Teams, or nobody took part.");

        // A report with a day above 12 in either place, or with AM and PM, tells how its dates are written.
        var meeting = new TeamsMeeting(report.summary, options with { MonthFirst = options.MonthFirst ?? MonthFirst(report.times) }, playbook);
        if (meeting.Content == "-") throw new NoTableException("The playbook has no webinar of this title: name its id with ?webinar=.");
        foreach (var item in report.persons.Values.Select(person => person.Read(meeting)).Concat(report.without).OrderBy(item => item.Row)) yield return item;
    }

    private void Add(CsvRow row)
    {
        var cells = row.Cells.Select(FieldText.SingleLine).ToArray();
        if (Section().Match(cells[0]) is { Success: true } section)
        {
            (columns, inActivities) = (null, section.Groups[1].Value is not ("1" or "2"));
            return;
        }
        if (columns is not null) AddPerson(row.Number, cells);
        else if (Header(cells) is { } header) columns = header;
        else if (ColumnNames.Teams.Of(cells[0]) is { } name && cells.Length > 1) Summarise(name, cells[1]);
    }

    private void Summarise(string name, string value)
    {
        summary.TryAdd(name, value);
        if (name is "start" or "end") times.Add(value);
    }

    private static string[]? Header(string[] cells)
    {
        var names = cells.Select((cell, index) => ColumnNames.Teams.Of(cell) ?? $"{index}").ToArray();
        return names.Contains("join") || (names.Contains("email") && names.Contains("duration")) ? names : null;
    }

    private void AddPerson(int row, string[] cells)
    {
        string? Cell(string name) => Array.IndexOf(columns!, name) is >= 0 and var at && at < cells.Length && cells[at].Length > 0 ? cells[at] : null;
        var stay = new TeamsStay(Cell("join"), Cell("leave"), Cell("duration"));
        times.AddRange(new[] { stay.Join, stay.Leave }.OfType<string>());
        if (new[] { Cell("registrationEmail"), Cell("email"), Cell("upn") }.FirstOrDefault(IsAddress) is not { } email)
        {
            // Whoever dials in or is a guest has none; what they did is told in one section only.
            if (!inActivities && !TeamsPerson.IsHost(Cell("role"))) without.Add(new ImportItem(row, NoAddress));
            return;
        }
        var key = EmailAddress.Parse(email).Canonical;
        if (!persons.TryGetValue(key, out var person)) persons[key] = person = new TeamsPerson(row, email, Cell);
        person.Add(stay, Cell("role"), inActivities);
    }

    // A guest's id ends with the name of the tenant and is no address.
    private static bool IsAddress(string? text) =>
        text is not null && !text.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) && EmailAddress.TryParse(text, out _);

    private static bool MonthFirst(List<string> times)
    {
        var numbers = times.Select(time => Day().Match(time)).Where(match => match.Success)
            .Select(match => (First: int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), Second: int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))).ToList();
        return numbers.Any(pair => pair.Second > 12)
            || (!numbers.Any(pair => pair.First > 12) && times.Any(time => time.EndsWith('M')));
    }

    private static Rejection NoAddress { get; } = new(RejectionKind.Fields, "There is no email address.")
    {
        Errors = [new FieldError("email", FieldFault.Required)],
    };

    [GeneratedRegex(@"^\s*([1-9])\.\s+\S")]
    private static partial Regex Section();

    [GeneratedRegex(@"^(\d{1,2})[/.-](\d{1,2})[/.-]\d")]
    private static partial Regex Day();
}
