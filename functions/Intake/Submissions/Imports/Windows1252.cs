using System.Text;

namespace Intake.Submissions.Imports;

/// <summary>Text that says of itself in which encoding it is, or else is UTF-8, or else Windows-1252, as Excel still writes it: a byte that is no UTF-8 is
/// read as that. So nothing must be known of the end of a file to read its beginning.</summary>
internal static class Windows1252
{
    private const string Specials = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>UTF-8 in which wrong bytes are Windows-1252.</summary>
    public static Encoding OrUtf8 { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Fallback());

    /// <summary>The character of a byte.</summary>
    public static char CharOf(byte value) => value is >= 0x80 and < 0xA0 ? Specials[value - 0x80] : (char)value;

    private sealed class Fallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();
    }

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private byte[] unknown = [];
        private int next;

        public override int Remaining => unknown.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (unknown, next) = (bytesUnknown, 0);
            return true;
        }

        public override char GetNextChar() => next < unknown.Length ? CharOf(unknown[next++]) : '\0';

        public override bool MovePrevious()
        {
            if (next == 0) return false;
            next--;
            return true;
        }

        public override void Reset() => (unknown, next) = ([], 0);
    }
}
