using System.Text;
using CsCheck;
using Intake.Submissions.Imports;

namespace Intake.Tests.Submissions.Imports;

public sealed class CsvRowsTests
{
    private static readonly string[][] Table = [["E-mail", "Naam; voluit", "Notitie"], ["a@b.nl", "Zoë, de Één", "zegt \"ja\"\nen komt | terug"], ["c@d.nl", "=1+1", ""]];

    public static TheoryData<char, string> Ways { get; } = new(
        from delimiter in new[] { ',', ';', '\t', '|' }
        from encoding in new[] { "utf-8", "utf-8 bom", "utf-16le bom", "utf-16be bom", "windows-1252" }
        select (delimiter, encoding));

    [Theory, MemberData(nameof(Ways))]
    public async Task Any_common_delimiter_and_encoding_is_read(char delimiter, string encoding)
    {
        var rows = await ReadAsync(Bytes(Write(Table, delimiter), encoding));
        Assert.Equal(Table, rows.Select(row => row.Cells));
        // The line end within a cell begins no row of the sheet.
        Assert.Equal([1, 2, 3], rows.Select(row => row.Number));
    }

    [Fact]
    public async Task Excels_line_about_the_delimiter_is_obeyed_and_counted() =>
        Assert.Equal([(2, "a|b,c"), (3, "1|2")], (await ReadAsync("sep=;\r\na;b,c\r\n1;2\r\n"u8.ToArray())).Select(row => (row.Number, string.Join('|', row.Cells))));

    [Fact]
    public async Task An_empty_file_has_no_rows() => Assert.Empty(await ReadAsync([]));

    [Fact]
    public async Task A_quote_that_is_never_closed_swallows_nothing()
    {
        List<CsvRow> read = [];
        await Assert.ThrowsAsync<OpenQuoteException>(async () =>
        {
            await foreach (var row in CsvRows.ReadAsync(new MemoryStream("a,b\n1,2\n3,\"4\n5,6\n"u8.ToArray()), Windows1252.OrUtf8, default)) read.Add(row);
        });
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public async Task A_row_that_never_ends_is_not_read_to_its_end()
    {
        var endless = Encoding.ASCII.GetBytes("a,b\n1,\"" + new string('x', CsvRows.MaxRow * 2));
        await Assert.ThrowsAsync<OpenQuoteException>(() => ReadAsync(endless));
    }

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Select(Gen.String[Gen.Char["ab \",;\t|\n'=@é€ü"], 0, 12].Array[2, 5].Array[1, 8], Gen.Int[0, 3].Select(at => ",;\t|"[at])).Sample(made =>
        {
            // The first row names the columns: it tells the delimiter, so it has no other.
            var width = made.Item1.Min(row => row.Length);
            string[][] table = [[.. Enumerable.Range(0, width).Select(at => $"column {at}")], .. made.Item1.Select(row => (string[])["x", .. row[1..width]])];
            var read = ReadAsync(Encoding.UTF8.GetBytes(Write(table, made.Item2))).GetAwaiter().GetResult();
            return read.Select(row => string.Join('\u0001', row.Cells)).SequenceEqual(table.Select(row => string.Join('\u0001', row)));
        }, iter: 500);

    private static string Write(string[][] table, char delimiter) =>
        string.Concat(table.Select(row => string.Join(delimiter, row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));

    private static byte[] Bytes(string text, string encoding) => encoding switch
    {
        "utf-8 bom" => [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(text)],
        "utf-16le bom" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        "utf-16be bom" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
        _ => Encoding.UTF8.GetBytes(text),
    };

    private static async Task<List<CsvRow>> ReadAsync(byte[] bytes)
    {
        List<CsvRow> rows = [];
        await foreach (var row in CsvRows.ReadAsync(new MemoryStream(bytes), Windows1252.OrUtf8, default)) rows.Add(row);
        return rows;
    }

    [Fact]
    public void Every_byte_is_read_as_excel_writes_it()
    {
        var known = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        foreach (var value in Enumerable.Range(0, 256)) Assert.Equal(known.GetString([(byte)value])[0], Windows1252.CharOf((byte)value));
    }
}
