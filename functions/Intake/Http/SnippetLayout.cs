using System.Text.RegularExpressions;

namespace Intake.Http;

/// <summary>Breaks and indents the HTML of a snippet, so that people can read what they paste.
/// Values are encoded, so a bracket is always a tag's.</summary>
internal static partial class SnippetLayout
{
    private static readonly Dictionary<string, int> Indents = new(StringComparer.Ordinal)
    {
        ["<p"] = 2, ["</p"] = 2, ["<label"] = 4, ["<input"] = 4, ["<select"] = 4, ["</select"] = 4, ["<textarea"] = 4, ["<option"] = 6,
        ["<button"] = 4, ["</form"] = 0,
    };

    /// <summary>The same HTML on lines of its own.</summary>
    public static string Of(string html) =>
        Tag().Replace(html, tag => Indents.TryGetValue(tag.Groups[1].Value, out var indent)
            ? $"\n{new string(' ', indent)}{tag.Groups[1].Value}"
            : tag.Value).Trim();

    [GeneratedRegex(@"\s*(</?[a-z]+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
