using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Submissions.Imports;

namespace Intake.Accounts.Imports;

/// <summary>A file of companies: CSV, or JSON as <see cref="AccountBook"/> has it.</summary>
/// <param name="Body">Its bytes; they are read twice.</param>
/// <param name="Options">What was said about it.</param>
internal sealed record BookFile(Stream Body, BookOptions Options)
{
    /// <summary>Name of the file in problems.</summary>
    public const string Name = "account-book";

    /// <summary>At most so many companies.</summary>
    public const int MaxRows = 200_000;

    /// <summary>Reads it from its beginning. What is wrong with a company is told with it, ids and domains that another row has too.</summary>
    /// <exception cref="NoTableException">It is no file of companies.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="TooManyCompaniesException">It has too many.</exception>
    public async IAsyncEnumerable<BookRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Body.Position = 0;
        var check = new CompanyCheck(Name);
        var rows = 0;
        await foreach (var (number, id, read) in Options.IsJson ? JsonAsync(cancellationToken) : CsvAsync(cancellationToken))
        {
            if (++rows > MaxRows) throw new TooManyCompaniesException();
            var problems = new Problems();
            var company = read(problems);
            var valid = company is null ? null : check.Check(company, "$", problems);
            yield return new BookRow(number, problems.Found.Count > 0 ? null : valid, [.. problems.Found]) { Id = CompanyCheck.IsId(id) ? id : null };
        }
    }

    private async IAsyncEnumerable<(int Number, string? Id, Func<Problems, Company?> Read)> JsonAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var element in JsonRows.ReadAsync(Body, cancellationToken))
            yield return (++number, IdOf(element), problems => AccountBook.Read(element, Name, "$", problems));
    }

    private static string? IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private async IAsyncEnumerable<(int Number, string? Id, Func<Problems, Company?> Read)> CsvAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string?[]? columns = null;
        await foreach (var row in CsvRows.ReadAsync(Body, Options.Encoding ?? Windows1252.OrUtf8, cancellationToken))
        {
            if (row.IsBlank) continue;
            if (columns is null) columns = Columns(row);
            else yield return Row(row.Number, Cells(row, columns));
        }
        if (columns is null) throw new NoTableException("The file is empty.");
    }

    private string?[] Columns(CsvRow header)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        string?[] columns = [.. header.Cells.Select(cell => Options.ColumnOf(cell) is { } ours && taken.Add(ours) ? ours : null)];
        return taken.IsSupersetOf(["id", "name", "kind"])
            ? columns
            : throw new NoTableException("The first row must name the columns; id, name and kind must be among them. Say with ?columns=theirs:ours,... what yours are.");
    }

    private static (int, string?, Func<Problems, Company?>) Row(int number, List<(string Column, string Text)> cells)
    {
        var id = cells.Find(cell => cell.Column == "id").Text?.ToLowerInvariant();
        return (number, id, problems => AccountBook.Read(JsonSerializer.SerializeToElement(BookColumns.Read(cells, problems)), Name, "$", problems));
    }

    private static List<(string Column, string Text)> Cells(CsvRow row, string?[] columns) =>
    [
        .. columns.Zip(row.Cells).Where(cell => cell.First is not null)
            .Select(cell => (cell.First!, FieldText.Clean(cell.Second))).Where(cell => cell.Item2.Length > 0),
    ];
}

/// <summary>The file has more companies than are taken at once.</summary>
internal sealed class TooManyCompaniesException : Exception;

/// <summary>What was said about a file of companies.</summary>
/// <param name="IsJson">JSON, or else CSV.</param>
/// <param name="Encoding">The encoding that the sender states; null when none is.</param>
internal sealed record BookOptions(bool IsJson, Encoding? Encoding = null)
{
    /// <summary>Whether the book has companies beside those of the file: none is missed.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether more than half of the book may be marked as gone.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Our names of columns by theirs, folded, as the sender gave them.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Our name of a column; null for one that is left out.</summary>
    public string? ColumnOf(string header) => Columns.GetValueOrDefault(Enrichment.Folding.Fold(header)) ?? ColumnNames.Book.Of(header);
}
