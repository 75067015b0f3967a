using System.Globalization;
using System.Text;

namespace Intake.Tests.Submissions.Imports;

/// <summary>A file of contacts that is made while it is read, so that only its reader can hold it in memory.</summary>
internal sealed class GeneratedFile(int rows) : Stream
{
    private byte[] line = "email;voornaam;achternaam;bedrijf;functie;opmerking\n"u8.ToArray();
    private int at, row;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (at == line.Length && row < rows)
        {
            line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"p{++row}@bedrijf-{row % 977}.example;Jan;de Vries {row};Bedrijf {row % 977};Inkoper;kwam langs bij de stand\n"));
            at = 0;
        }
        var length = Math.Min(buffer.Length, line.Length - at);
        line.AsSpan(at, length).CopyTo(buffer);
        at += length;
        return length;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
