using System.Collections.Immutable;
using System.Text.Json;

namespace Intake.Playbooks.Versions;

/// <summary>One thing that one playbook says otherwise than another.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Path">Where in it, such as <c>$.rules[whitepaper-downloaded].points</c>; of the order of a list it is the list's own.</param>
/// <param name="Before">What the one says, a text as it is and anything else as JSON; null where it says nothing.</param>
/// <param name="After">What the other says; null where it says nothing.</param>
public sealed record Change(string File, string Path, string? Before, string? After);

/// <summary>Tells what differs between two playbooks.</summary>
public sealed class PlaybookDifference
{
    private static readonly JsonElement Nothing = JsonSerializer.Deserialize("{}", VersionsJson.Default.JsonElement);

    private readonly List<Change> changes = [];
    private readonly string file;

    private PlaybookDifference(string file) => this.file = file;

    /// <summary>Every difference, by file. A file that is no JSON is left out: what is wrong with it is told elsewhere.</summary>
    public static ImmutableArray<Change> Of(PlaybookFiles before, PlaybookFiles after) =>
    [
        .. before.ByName.Keys.Union(after.ByName.Keys).Order(StringComparer.Ordinal).SelectMany(name =>
            Parse(before, name) is { } one && Parse(after, name) is { } other ? Of(name, one, other) : []),
    ];

    private static List<Change> Of(string name, JsonElement before, JsonElement after)
    {
        var difference = new PlaybookDifference(name);
        difference.Compare("$", before, after);
        return difference.changes;
    }

    private static JsonElement? Parse(PlaybookFiles files, string name)
    {
        try
        {
            return files.ByName.TryGetValue(name, out var bytes) ? JsonSerializer.Deserialize(bytes.Span, VersionsJson.Default.JsonElement) : Nothing;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Compare(string path, JsonElement before, JsonElement after)
    {
        if (AreEqual(before, after)) return;
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
            ComparePairs(Members(before), Members(after), name => $"{path}.{name}");
        else if (IdsOf(before) is { } ids && IdsOf(after) is { } others) CompareById(path, ids, others);
        else if (IsOfObjects(before) && IsOfObjects(after)) CompareByPlace(path, [.. before.EnumerateArray()], [.. after.EnumerateArray()]);
        else Add(path, before, after);
    }

    private void ComparePairs(Dictionary<string, JsonElement> before, Dictionary<string, JsonElement> after, Func<string, string> pathOf)
    {
        foreach (var name in before.Keys.Union(after.Keys))
        {
            if (!before.TryGetValue(name, out var one)) Add(pathOf(name), null, after[name]);
            else if (!after.TryGetValue(name, out var other)) Add(pathOf(name), one, null);
            else Compare(pathOf(name), one, other);
        }
    }

    private void CompareById(string path, Dictionary<string, JsonElement> before, Dictionary<string, JsonElement> after)
    {
        ComparePairs(before, after, id => $"{path}[{id}]");
        // In many lists the first that fits counts, so it is told where they do not follow each other as they did, with what is new at the end.
        List<string> expected = [.. before.Keys.Where(after.ContainsKey), .. after.Keys.Where(id => !before.ContainsKey(id))], actual = [.. after.Keys];
        if (expected.SequenceEqual(actual)) return;
        var (kept, first, same) = (expected[..before.Keys.Count(after.ContainsKey)], 0, 0);
        while (first < kept.Count && kept[first] == actual[first]) first++;
        while (same < kept.Count - first && kept[^(same + 1)] == actual[^(same + 1)]) same++;
        // Of what only came in between, between which.
        if (first + same == kept.Count) (first, same) = (Math.Max(0, first - 1), Math.Max(0, same - 1));
        changes.Add(new Change(file, path, string.Join(", ", kept[first..^same]), string.Join(", ", actual[first..^same])));
    }

    private void CompareByPlace(string path, List<JsonElement> before, List<JsonElement> after)
    {
        var (shorter, first) = (Math.Min(before.Count, after.Count), 0);
        while (first < shorter && AreEqual(before[first], after[first])) first++;
        var same = 0;
        while (same < shorter - first && AreEqual(before[^(same + 1)], after[^(same + 1)])) same++;
        for (var place = first; place < Math.Max(before.Count, after.Count) - same; place++)
        {
            if (place >= before.Count - same) Add($"{path}[{place}]", null, after[place]);
            else if (place >= after.Count - same) Add($"{path}[{place}]", before[place], null);
            else Compare($"{path}[{place}]", before[place], after[place]);
        }
    }

    private void Add(string path, JsonElement? before, JsonElement? after)
    {
        var (one, other) = (Text(before), Text(after));
        // "5" and 5 read the same, and are not.
        if (one == other) (one, other) = (before?.GetRawText(), after?.GetRawText());
        changes.Add(new Change(file, path, one, other));
    }

    private static string? Text(JsonElement? value) => value switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => JsonSerializer.Serialize(other, VersionsJson.OneLine.JsonElement),
    };

    private static bool AreEqual(JsonElement one, JsonElement other) => PlaybookVersion.Canonical(one) == PlaybookVersion.Canonical(other);

    private static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            if (member.Name != "$schema") members[member.Name] = member.Value;
        return members;
    }

    // Null unless each has an id of its own.
    private static Dictionary<string, JsonElement>? IdsOf(JsonElement element)
    {
        if (!IsOfObjects(element)) return null;
        Dictionary<string, JsonElement> ids = new(StringComparer.Ordinal);
        foreach (var item in element.EnumerateArray())
            if (!item.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || !ids.TryAdd(id.GetString()!, item)) return null;
        return ids;
    }

    private static bool IsOfObjects(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);
}
