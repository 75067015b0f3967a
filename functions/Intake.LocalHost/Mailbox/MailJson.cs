using System.Text.Json;

namespace Intake.LocalHost.Mailbox;

/// <summary>Reads optional properties; a JSON null counts as absent, as the provider has it.</summary>
internal static class MailJson
{
    internal static JsonElement? Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The text of a property; null when absent, recorded as an error when it is something else.</summary>
    internal static string? Text(this JsonElement element, string name, string field, MailErrors errors)
    {
        if (element.Property(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        errors.WrongType("string", value.ValueKind, field);
        return null;
    }

    /// <summary>The items of a list; none when absent, recorded as an error when it is something else.</summary>
    internal static IReadOnlyList<JsonElement> List(this JsonElement element, string name, string field, MailErrors errors)
    {
        if (element.Property(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Array) return [.. value.EnumerateArray()];
        errors.WrongType("array", value.ValueKind, field);
        return [];
    }

    /// <summary>The strings of an object by name; values of another type are errors.</summary>
    internal static Dictionary<string, string> Strings(this JsonElement element, string name, string field, MailErrors errors)
    {
        var strings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (element.Property(name) is not { } value) return strings;
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.WrongType("object", value.ValueKind, field);
            return strings;
        }

        foreach (var item in value.EnumerateObject())
        {
            if (item.Value.ValueKind == JsonValueKind.String) strings[item.Name] = item.Value.GetString()!;
            else errors.WrongType("string", item.Value.ValueKind, $"{field}.{item.Name}");
        }

        return strings;
    }
}
