using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Intake.Playbooks.Reading;

/// <summary>Reads what a text means; false where it means nothing.</summary>
public delegate bool TryRead<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>A JSON object being read. Whatever is missing, of the wrong type or not known is a problem with its path, and reading goes on
/// with a stand-in, so that one run tells everything that is wrong. <see cref="Close"/> reports the members that nobody asked
/// for.</summary>
public sealed partial class Node
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly Problems problems;

    /// <summary>Reads the members of <paramref name="element"/>, which stands at <paramref name="path"/> of
    /// <paramref name="file"/>.</summary>
    public Node(string file, string path, JsonElement element, Problems problems)
    {
        (File, Path, this.problems) = (file, path, problems);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                if (!members.TryAdd(member.Name, member.Value)) Problem(member.Name, "is given twice");
        }
        else
        {
            problems.Add(file, path, $"must be an object, not {Name(element.ValueKind)}");
        }
        members.Remove("$schema");
        members.Remove("why");
    }

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>JSON path of this object.</summary>
    public string Path { get; }

    /// <summary>Parses a file's root; null with a problem when it is missing or is no JSON.</summary>
    public static Node? Root(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string file, Problems problems)
    {
        if (!files.TryGetValue(file, out var bytes))
        {
            problems.Add(file, "$", "is missing");
            return null;
        }
        return Root(bytes, file, problems);
    }

    /// <summary>Parses the root of a file that is none of the playbook's; null with a problem when it is no JSON.</summary>
    public static Node? Root(ReadOnlyMemory<byte> bytes, string file, Problems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            // Half of a character, which JSON lets pass, stops whoever reads it.
            _ = PlaybookVersion.Canonical(document.RootElement);
            return new Node(file, "$", document.RootElement.Clone(), problems);
        }
        catch (JsonException wrong)
        {
            problems.Add(file, wrong.Path ?? "$", $"is not JSON (line {wrong.LineNumber + 1})");
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            problems.Add(file, "$", "holds a text that is not Unicode");
            return null;
        }
    }

    /// <summary>Records a problem with a member.</summary>
    public void Problem(string member, string message) => problems.Add(File, $"{Path}.{member}", message);

    /// <summary>Whether a member is given.</summary>
    public bool Has(string name) => members.ContainsKey(name);

    /// <summary>Names of the members that nobody asked for yet.</summary>
    public IReadOnlyList<string> Unread => [.. members.Keys];

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => OptionalText(name, required: true) ?? "";

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string name) => OptionalText(name, required: false);

    /// <summary>A text that is an id.</summary>
    public string Id(string name)
    {
        var text = OptionalText(name, required: true);
        if (text is not null && !IsId(text))
            Problem(name, $"\"{text}\" is no id: lower case letters, digits and hyphens, at most 63, not a hyphen first");
        return text ?? "";
    }

    /// <summary>Whether a text may be an id.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>A whole number that must be there.</summary>
    public int Int(string name, int min, int max) => OptionalInt(name, min, max, required: true) ?? min;

    /// <summary>A whole number, or null.</summary>
    public int? OptionalInt(string name, int min, int max) => OptionalInt(name, min, max, required: false);

    /// <summary>True, or false where it is not given.</summary>
    public bool Flag(string name)
    {
        if (!Take(name, required: false, out var value)) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Problem(name, $"must be true or false, not {Name(value.ValueKind)}");
        return false;
    }

    /// <summary>A day such as <c>2026-09-01</c>.</summary>
    public DateOnly Day(string name) => Value<DateOnly>(name, TryDay, "no day such as 2026-09-01", default);

    /// <summary>One of several words; the first where it is missing or wrong.</summary>
    public string OneOf(string name, params ReadOnlySpan<string> words)
    {
        var text = OptionalText(name, required: true);
        if (text is null || words.Contains(text)) return text ?? words[0];
        Problem(name, $"\"{text}\" is none of {string.Join(", ", words)}");
        return words[0];
    }

    /// <summary>What a text means; <paramref name="otherwise"/> where it is missing,
    /// or means nothing and so is what <paramref name="wrong"/> says.</summary>
    public T Value<T>(string name, TryRead<T> read, string wrong, T otherwise)
    {
        if (OptionalText(name, required: true) is not { } text) return otherwise;
        if (read(text, out var value)) return value;
        Problem(name, $"\"{text}\" is {wrong}");
        return otherwise;
    }

    /// <summary>What texts mean, in order; those that mean nothing are left out.</summary>
    public ImmutableArray<T> Values<T>(string name, TryRead<T> read, string wrong, bool required = false)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var (index, text) in TextItems(name, required))
        {
            if (read(text, out var value)) values.Add(value);
            else Problem($"{name}[{index}]", $"\"{text}\" is {wrong}");
        }
        return values.ToImmutable();
    }

    /// <summary>Texts by language; at least one.</summary>
    public Localized Localized(string name)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Take(name, required: true, out var value) && Is(name, value, JsonValueKind.Object))
        {
            foreach (var text in value.EnumerateObject())
            {
                if (text.Name.Length != 2) Problem($"{name}.{text.Name}", "is no language code of two letters");
                if (text.Value.ValueKind == JsonValueKind.String) texts[text.Name] = text.Value.GetString()!;
                else Problem($"{name}.{text.Name}", $"must be a text, not {Name(text.Value.ValueKind)}");
            }
            if (texts.Count == 0) Problem(name, "needs a text in at least one language");
        }
        return new Localized(texts.ToImmutable());
    }

    /// <summary>An object that must be there.</summary>
    public Node? Object(string name) =>
        Take(name, required: true, out var value) ? new Node(File, $"{Path}.{name}", value, problems) : null;

    /// <summary>An object, or null.</summary>
    public Node? OptionalObject(string name) =>
        Take(name, required: false, out var value) ? new Node(File, $"{Path}.{name}", value, problems) : null;

    /// <summary>Objects in order; a list that must be there.</summary>
    public ImmutableArray<T> List<T>(string name, Func<Node, T> read) => Objects(name, read, required: true);

    /// <summary>Objects in order; none where it is not given.</summary>
    public ImmutableArray<T> OptionalList<T>(string name, Func<Node, T> read) => Objects(name, read, required: false);

    /// <summary>Texts in order; none where it is not given.</summary>
    public ImmutableArray<string> Texts(string name, bool required = false) => [.. TextItems(name, required).Select(item => item.Text)];

    /// <summary>Whole numbers by name; none where it is not given.</summary>
    public ImmutableSortedDictionary<string, int> Numbers(string name, bool required = false)
    {
        var numbers = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        if (!Take(name, required, out var value) || !Is(name, value, JsonValueKind.Object)) return numbers.ToImmutable();
        foreach (var item in value.EnumerateObject())
        {
            if (item.Value.ValueKind == JsonValueKind.Number && item.Value.TryGetInt32(out var number)) numbers[item.Name] = number;
            else Problem($"{name}.{item.Name}", "must be a whole number");
        }
        return numbers.ToImmutable();
    }

    /// <summary>What a member holds, whatever its type; null where it is not given.</summary>
    public JsonElement? Raw(string name) => Take(name, required: false, out var value) ? value : null;

    /// <summary>Passes over all that was not read, where something before it makes it meaningless.</summary>
    public void ReadOn() => members.Clear();

    /// <summary>Reports every member that was not read.</summary>
    public void Close()
    {
        foreach (var name in members.Keys) Problem(name, "is not known here");
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private string? OptionalText(string name, bool required)
    {
        if (!Take(name, required, out var value) || !Is(name, value, JsonValueKind.String)) return null;
        var text = value.GetString()!.Trim();
        if (text.Length > 0) return text;
        Problem(name, "must not be empty");
        return null;
    }

    private List<(int Index, string Text)> TextItems(string name, bool required)
    {
        var texts = new List<(int, string)>();
        if (!Take(name, required, out var value) || !Is(name, value, JsonValueKind.Array)) return texts;
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String) texts.Add((index, item.GetString()!));
            else Problem($"{name}[{index}]", $"must be a text, not {Name(item.ValueKind)}");
        }
        return texts;
    }

    private int? OptionalInt(string name, int min, int max, bool required)
    {
        if (!Take(name, required, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number)) Problem(name, "must be a whole number");
        else if (number < min || number > max) Problem(name, $"{number} is not from {min} to {max}");
        else return number;
        return null;
    }

    private ImmutableArray<T> Objects<T>(string name, Func<Node, T> read, bool required)
    {
        if (!Take(name, required, out var value) || !Is(name, value, JsonValueKind.Array)) return [];
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var node = new Node(File, $"{Path}.{name}[{index}]", item, problems);
            items.Add(read(node));
            node.Close();
        }
        return items.ToImmutable();
    }

    private bool Take(string name, bool required, [NotNullWhen(true)] out JsonElement value)
    {
        if (members.Remove(name, out value)) return true;
        if (required) Problem(name, "is missing");
        return false;
    }

    private bool Is(string name, JsonElement value, JsonValueKind kind)
    {
        if (value.ValueKind == kind) return true;
        Problem(name, $"must be {Name(kind)}, not {Name(value.ValueKind)}");
        return false;
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}\\z")]
    private static partial Regex IdPattern();
}
