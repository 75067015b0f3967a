using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace Intake.Submissions.Imports;

/// <summary>A row of a file.</summary>
/// <param name="Number">Its number as a spreadsheet shows it, from 1.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record CsvRow(int Number, string[] Cells)
{
    /// <summary>Whether nothing is in it.</summary>
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>A quote is opened and never closed, so nobody can tell where its row ends.</summary>
internal sealed class OpenQuoteException : Exception;

/// <summary>Reads a file row by row, never more of it than a row.</summary>
internal static class CsvRows
{
    /// <summary>More bytes than that in a row mean a quote that is never closed.</summary>
    public const int MaxRow = 256 * 1024;

    private const int Beginning = 16 * 1024;

    /// <summary>The rows, blank ones too.</summary>
    /// <exception cref="OpenQuoteException">A row never ends.</exception>
    public static async IAsyncEnumerable<CsvRow> ReadAsync(Stream body, Encoding encoding, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(body, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);
        var buffer = new char[Beginning];
        var length = await text.ReadBlockAsync(buffer, cancellationToken);
        var (delimiter, start) = Begin(buffer.AsSpan(0, length));
        using var rest = new RestReader(buffer.AsMemory(start, length - start), text);
        var open = false;
        using var csv = CsvReader.Create(rest, new CsvReaderOptions
        {
            Separator = delimiter, HasHeader = false, TrackLineNumbers = true, MaxRecordSize = MaxRow,
            OnMalformedRecord = wrong => open |= wrong.Reason == CsvMalformedReason.UnterminatedQuote,
        });
        // Excel's own line about the delimiter is a row of the sheet too; a line end within a cell begins none.
        for (long shift = start > 0 ? 1 : 0; await NextAsync(csv, cancellationToken);)
        {
            if (open) throw new OpenQuoteException();
            var row = new CsvRow((int)(csv.LineNumber + shift), [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
            shift -= row.Cells.Sum(cell => cell.Count(c => c == '\n'));
            yield return row;
        }
    }

    private static async Task<bool> NextAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException)
        {
            // What it says repeats the file.
            throw new OpenQuoteException();
        }
    }

    private static (char Delimiter, int Start) Begin(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || text.Length < 6 || !Delimiter.IsOne(text[4])) return (Delimiter.Of(text), 0);
        var end = text[5..].IndexOf('\n');
        return (text[4], end < 0 ? text.Length : 5 + end + 1);
    }
}

/// <summary>Reads what was read already, and then the rest.</summary>
internal sealed class RestReader(ReadOnlyMemory<char> read, TextReader rest) : TextReader
{
    private ReadOnlyMemory<char> read = read;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (read.IsEmpty) return await rest.ReadAsync(buffer, cancellationToken);
        var length = Math.Min(read.Length, buffer.Length);
        read[..length].CopyTo(buffer);
        read = read[length..];
        return length;
    }

    /// <inheritdoc/>
    public override async Task<int> ReadAsync(char[] buffer, int index, int count) => await ReadAsync(buffer.AsMemory(index, count));

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException("A body is read asynchronously.");
}
