using System.Text;

namespace Intake.Submissions.Bodies;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>, in strict UTF-8:
/// a wrong byte is an error, not a question mark in somebody's name.</summary>
internal static class UrlEncodedBody
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body's fields.</summary>
    public static Parsed<BodyFields> Fields(ReadOnlySpan<byte> body)
    {
        var fields = new BodyFieldsBuilder();
        try
        {
            foreach (var range in body.Split((byte)'&'))
                if (!AddPair(fields, body[range])) return fields.Rejection!;
            return fields.Build();
        }
        catch (DecoderFallbackException)
        {
            return new Rejection(RejectionKind.Malformed, "The body is not UTF-8.");
        }
    }

    private static bool AddPair(BodyFieldsBuilder fields, ReadOnlySpan<byte> pair)
    {
        if (pair.IsEmpty) return true;
        var equals = pair.IndexOf((byte)'=');
        return equals < 0
            ? fields.Add(Decode(pair), "")
            : fields.Add(Decode(pair[..equals]), Decode(pair[(equals + 1)..]));
    }

    // As browsers do: a plus is a space, and a percent sign without two hex digits stands for itself.
    private static string Decode(ReadOnlySpan<byte> encoded)
    {
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = encoded[i] == '+' ? (byte)' ' : encoded[i];
            if (value == '%' && i + 2 < encoded.Length && Hex(encoded[i + 1]) is >= 0 and var high
                && Hex(encoded[i + 2]) is >= 0 and var low)
                (value, i) = ((byte)((high << 4) | low), i + 2);
            bytes[length++] = value;
        }

        return Strict.GetString(bytes, 0, length);
    }

    private static int Hex(byte digit) => char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : -1;
}
