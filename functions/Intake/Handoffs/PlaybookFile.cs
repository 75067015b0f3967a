using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>A part of a file as written; what the code does not know lands in <see cref="Unknown"/> and is reported, all of it at once.</summary>
internal abstract class FilePart
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Reads one file of the playbook and collects what is wrong with it.</summary>
internal sealed partial class PlaybookFile(string file, Problems problems)
{
    private readonly int before = problems.Found.Count;

    /// <summary>True while nothing wrong was found in this file.</summary>
    public bool Clean => problems.Found.Count == before;

    public T? Read<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type) where T : FilePart
    {
        try
        {
            var part = JsonSerializer.Deserialize(json.Span, type);
            if (part is null) Wrong("$", "the file holds null, an object is expected");
            part?.Unknown?.Remove("$schema");
            return part;
        }
        catch (JsonException broken)
        {
            Wrong(broken.Path ?? "$", $"not readable at line {broken.LineNumber + 1}: {broken.Message}");
            return null;
        }
    }

    public void Wrong(string path, string message) => problems.Add(file, path, message);

    public void Known(FilePart? part, string path)
    {
        foreach (var name in part?.Unknown?.Keys ?? Enumerable.Empty<string>()) Wrong($"{path}.{name}", "unknown member");
    }

    public string Text(string? value, string path)
    {
        if (string.IsNullOrWhiteSpace(value)) Wrong(path, "missing");
        return value ?? "";
    }

    public string Id(string? value, string path)
    {
        var id = Text(value, path);
        if (id.Length > 0 && !IdPattern().IsMatch(id)) Wrong(path, $"'{id}' is not an id: small letters, digits and hyphens");
        return id;
    }

    public T OneOf<T>(string? value, string path, IReadOnlyDictionary<string, T> words)
    {
        if (value is not null && words.TryGetValue(value, out var meant)) return meant;
        Wrong(path, $"one of {string.Join(", ", words.Keys)} is expected");
        return words.Values.First();
    }

    public void Unique(IEnumerable<string> ids, string path)
    {
        foreach (var twice in ids.GroupBy(id => id).Where(group => group.Count() > 1)) Wrong(path, $"'{twice.Key}' occurs {twice.Count()} times");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$")]
    private static partial Regex IdPattern();
}

/// <summary>How the files of this folder are read: comments and duplicate members are errors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RoutingFile))]
[JsonSerializable(typeof(TeamFile))]
[JsonSerializable(typeof(ContactRulesFile))]
[JsonSerializable(typeof(Mail.WordingFile))]
internal sealed partial class PlaybookFileJson : JsonSerializerContext;
