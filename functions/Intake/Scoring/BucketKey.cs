namespace Intake.Scoring;

/// <summary>Keys of the counts: <c>rule|content</c>, with <c>|stated</c> where the person named the proposition.</summary>
internal static class BucketKey
{
    private const string StatedSuffix = "|stated";

    public static string Of(string rule, string content, bool stated) => stated ? $"{rule}|{content}{StatedSuffix}" : $"{rule}|{content}";

    public static (string Rule, string Content, bool Stated) Parse(string key)
    {
        var stated = key.EndsWith(StatedSuffix, StringComparison.Ordinal);
        var bare = stated ? key[..^StatedSuffix.Length] : key;
        var bar = bare.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? (bare, "-", stated) : (bare[..bar], bare[(bar + 1)..], stated);
    }
}
