using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Keys of the counts: <c>rule|content</c>, with <c>|stated</c> where the person named the proposition. Where it depends on the company or the
/// person which rule counts, all that may are named, as in <c>first+second|content</c>: the first whose condition holds when the score is read.</summary>
internal static class BucketKey
{
    private const char Or = '+', Bar = '|';
    private const string StatedSuffix = "|stated";

    /// <summary>The rules as one text.</summary>
    public static string Join(IEnumerable<Rule> rules) => string.Join(Or, rules.Select(rule => rule.Id));

    /// <summary>The rules of such a text, in order.</summary>
    public static string[] Split(string rules) => rules.Split(Or);

    public static string Of(string rules, string content, bool stated) => stated ? $"{rules}|{content}{StatedSuffix}" : $"{rules}|{content}";

    public static (string Rules, string Content, bool Stated) Parse(string key)
    {
        var stated = key.EndsWith(StatedSuffix, StringComparison.Ordinal);
        var bare = stated ? key[..^StatedSuffix.Length] : key;
        var bar = bare.IndexOf(Bar, StringComparison.Ordinal);
        return bar < 0 ? (bare, "-", stated) : (bare[..bar], bare[(bar + 1)..], stated);
    }

    /// <summary>The rule of a text of rules that counts whoever did it: what is told of the person alone goes by it.</summary>
    public static string General(string rules) => rules[(rules.LastIndexOf(Or) + 1)..];
}
