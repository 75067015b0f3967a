using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Intake.Playbooks;

/// <summary>JSON paths of the playbook over what strangers send: no scripts, a limit on patterns, on length and on how much is found.</summary>
internal static class JsonPaths
{
    private const int MaxLength = 200, MaxFound = 250;

    private static readonly JsonSelectSettings Settings = new() { RegexMatchTimeout = TimeSpan.FromMilliseconds(50) };

    /// <summary>What is wrong with a path; null when nothing is.</summary>
    public static string? Fault(string path)
    {
        if (path.Length > MaxLength) return $"is longer than {MaxLength}";
        if (!path.StartsWith('$')) return "does not start with $";
        // Each more multiplies the work by the size of the body.
        if (path.Split("..").Length > 2) return "goes down (..) more than once";
        try
        {
            _ = new JObject().SelectTokens(path, Settings).Any();
            return null;
        }
        catch (Exception e) when (e is Newtonsoft.Json.JsonException or RegexParseException or ArgumentException)
        {
            return "is no JSON path";
        }
    }

    /// <summary>All that a path finds, up to a limit; none where a pattern takes too long.</summary>
    public static IReadOnlyList<JToken> All(JToken root, string path)
    {
        try
        {
            return [.. root.SelectTokens(path, Settings).Take(MaxFound)];
        }
        catch (Exception e) when (e is Newtonsoft.Json.JsonException or RegexMatchTimeoutException)
        {
            return [];
        }
    }

    /// <summary>The values that a path finds, joined by commas; null when there are none.</summary>
    public static string? Text(JToken root, string? path) =>
        path is not null && string.Join(", ", All(root, path).SelectMany(Values)) is { Length: > 0 } text ? text : null;

    /// <summary>The same JSON, read by the strict reader and not by the lenient one; numbers stay the text that they were.</summary>
    public static JToken Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JObject(element.EnumerateObject().Select(member => new JProperty(member.Name, Of(member.Value)))),
        JsonValueKind.Array => new JArray(element.EnumerateArray().Select(Of)),
        JsonValueKind.String => new JValue(element.GetString()),
        JsonValueKind.Number => element.TryGetInt64(out var whole) && whole.ToString(CultureInfo.InvariantCulture) == element.GetRawText()
            ? new JValue(whole) : new JValue(element.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => new JValue(element.GetBoolean()),
        _ => JValue.CreateNull(),
    };

    /// <summary>A value as text; null for null, objects and lists.</summary>
    public static string? Text(JToken token) => token switch
    {
        JValue { Value: null } => null,
        JValue { Value: bool flag } => flag ? "true" : "false",
        JValue value => Convert.ToString(value.Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static IEnumerable<string> Values(JToken token) =>
        token is JArray list ? list.Select(Text).OfType<string>() : Text(token) is { } text ? [text] : [];
}
