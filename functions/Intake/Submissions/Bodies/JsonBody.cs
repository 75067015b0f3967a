using System.Text.Json;

namespace Intake.Submissions.Bodies;

/// <summary>Reads a JSON body: one object, no duplicate keys, not deep. Nested objects become names with dots,
/// lists of values a comma list.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The object that the body is, detached from the bytes.</summary>
    public static Parsed<JsonDocument> Document(ReadOnlyMemory<byte> utf8)
    {
        var parsed = Any(utf8);
        if (!parsed.IsValid || parsed.Value.RootElement.ValueKind == JsonValueKind.Object) return parsed;
        parsed.Value.Dispose();
        return new Rejection(RejectionKind.Malformed, "The body is JSON but not an object.");
    }

    /// <summary>Whatever the body is, detached from the bytes.</summary>
    public static Parsed<JsonDocument> Any(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8, Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Broken;
        }
    }

    /// <summary>The body's fields.</summary>
    public static Parsed<BodyFields> Fields(ReadOnlyMemory<byte> utf8)
    {
        var parsed = Document(utf8);
        if (!parsed.IsValid) return parsed.Rejection;
        using var document = parsed.Value;
        return Fields(document.RootElement);
    }

    /// <summary>The fields of an object.</summary>
    public static Parsed<BodyFields> Fields(JsonElement root)
    {
        try
        {
            var fields = new BodyFieldsBuilder();
            AddMembers(fields, "", root);
            if (fields.Rejection is { } rejection) return rejection;
            var built = fields.Build();
            return built.Repeated.IsEmpty ? built : new Rejection(RejectionKind.Malformed, "Two keys name the same field.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: valid JSON, but no text.
            return Broken;
        }
    }

    private static Rejection Broken { get; } =
        new(RejectionKind.Malformed, $"The body is not valid JSON: broken, deeper than {MaxDepth} levels, or with a key twice.");

    private static void AddMembers(BodyFieldsBuilder fields, string prefix, JsonElement parent)
    {
        foreach (var member in parent.EnumerateObject()) AddValue(fields, prefix + member.Name, member.Value);
    }

    private static void AddValue(BodyFieldsBuilder fields, string name, JsonElement value)
    {
        if (fields.Rejection is not null) return;
        if (value.ValueKind == JsonValueKind.Object) AddMembers(fields, name + ".", value);
        else if (value.ValueKind == JsonValueKind.Array) AddItems(fields, name, value);
        else if (JsonText.Of(value) is { } text) fields.Add(name, text);
    }

    private static void AddItems(BodyFieldsBuilder fields, string name, JsonElement list)
    {
        if (list.EnumerateArray().All(IsScalar))
        {
            fields.Add(name, string.Join(", ", list.EnumerateArray().Select(JsonText.Of)));
            return;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray()) AddValue(fields, $"{name}.{index++}", item);
    }

    private static bool IsScalar(JsonElement item) => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}
