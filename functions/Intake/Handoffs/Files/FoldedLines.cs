using System.Text;

namespace Intake.Handoffs.Files;

/// <summary>Content lines as address books and calendars read them (RFC 6350, RFC 5545): escaped, folded at 75 octets, ended by CR LF.</summary>
internal sealed class FoldedLines
{
    private const int MostOctets = 75;
    private readonly StringBuilder text = new();

    /// <summary>A line whose value needs no escaping.</summary>
    public FoldedLines Raw(string name, string value) => Fold($"{name}:{value}");

    /// <summary>A line with a text; none where there is no text.</summary>
    public FoldedLines Text(string name, string? value) => string.IsNullOrEmpty(value) ? this : Fold($"{name}:{Escape(value)}");

    /// <summary>A line with a text of several parts.</summary>
    public FoldedLines Parts(string name, params string?[] parts) => Fold($"{name}:{string.Join(';', parts.Select(part => Escape(part ?? "")))}");

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // Never within a character: some readers join the octets of each line for themselves.
    private FoldedLines Fold(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
        return this;
    }
}
