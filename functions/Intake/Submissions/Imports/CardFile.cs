using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;

namespace Intake.Submissions.Imports;

/// <summary>Reads a file of business cards or contacts of an event: a row of names, then one of them a row.</summary>
internal static class CardFile
{
    /// <summary>The rows, one by one.</summary>
    /// <exception cref="NoTableException">There is no column for the address.</exception>
    public static async IAsyncEnumerable<ImportItem> ReadAsync(
        IAsyncEnumerable<CsvRow> rows, ImportOptions options, Playbook playbook, Team team, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[]? columns = null;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.IsBlank) continue;
            if (columns is null) columns = Columns(row);
            else if (TooMany(row, columns)) yield return new ImportItem(row.Number, Wrong);
            else yield return new CardRow(Named(row, columns), options, playbook, team).Read(row.Number);
        }
        if (columns is null) throw new NoTableException("The file is empty.");
    }

    private static Rejection Wrong { get; } = new(RejectionKind.Fields, "The row has more values than there are columns.")
    {
        Errors = [new FieldError("row", FieldFault.TooMany)],
    };

    private static string[] Columns(CsvRow header)
    {
        var columns = ColumnNames.Cards.Of(header.Cells);
        return columns.Contains(FormFieldNames.Email, StringComparer.Ordinal)
            ? columns
            : throw new NoTableException("The first row must name the columns, and one of them must be the email address.");
    }

    private static bool TooMany(CsvRow row, string[] columns) => row.Cells.Skip(columns.Length).Any(cell => !string.IsNullOrWhiteSpace(cell));

    private static ImmutableSortedDictionary<string, string> Named(CsvRow row, string[] columns)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, cell) in columns.Zip(row.Cells))
            if (FieldText.Clean(cell) is { Length: > 0 } value) named[name] = value;
        return named.ToImmutable();
    }
}

/// <summary>The file is none that can be read, and nothing of it was taken. The message is for whoever posted it and repeats nothing of the file.</summary>
internal sealed class NoTableException(string message) : Exception(message);
