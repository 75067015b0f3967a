namespace Intake.Tests.Submissions.Support;

/// <summary>Changes one bit at a time.</summary>
internal static class Bits
{
    public static void ForEachChange(byte[] original, Action<byte[]> check)
    {
        for (var bit = 0; bit < original.Length * 8; bit++)
        {
            var changed = original.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            check(changed);
        }
    }

    public static void ForEachChange(string original, Action<string> check) =>
        ForEachChange([.. original.Select(c => (byte)c)], changed => check(string.Concat(changed.Select(b => (char)b))));
}
