using System.Collections.Concurrent;

namespace Intake.Playbooks.Conditions;

/// <summary>Numbers for the texts that conditions name, whatever their case: a text is compared by one look-up when it is told, however often it is asked.
/// Nothing but playbooks adds to them.</summary>
internal static class Symbols
{
    /// <summary>A text that no condition names.</summary>
    public const long Other = 0;

    private static readonly ConcurrentDictionary<string, long> Known = new(StringComparer.OrdinalIgnoreCase);

    private static long last;

    /// <summary>The number of a text that a condition names.</summary>
    public static long Of(string operand) => Known.GetOrAdd(operand, static _ => Interlocked.Increment(ref last));

    /// <summary>The number of a text that was told.</summary>
    public static long Find(string text) => Known.GetValueOrDefault(text, Other);
}
