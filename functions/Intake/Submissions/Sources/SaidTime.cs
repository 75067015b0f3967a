using System.Globalization;

namespace Intake.Submissions.Sources;

/// <summary>Times as platforms write them. One that makes no sense is none: then it is when it reached us.</summary>
internal static class SaidTime
{
    // Epoch seconds stay below this until the year 5138, milliseconds are above it since 1973.
    private const long MinMilliseconds = 100_000_000_000, MaxMilliseconds = 253_402_300_799_999;

    /// <summary>ISO 8601, or epoch seconds or milliseconds.</summary>
    public static DateTimeOffset? Of(string? text)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return epoch > MaxMilliseconds ? null
                : DateTimeOffset.FromUnixTimeMilliseconds(epoch < MinMilliseconds ? epoch * 1000 : epoch);
        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, universal, out var time) && time >= DateTimeOffset.UnixEpoch ? time : null;
    }
}
