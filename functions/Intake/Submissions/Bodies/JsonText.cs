using System.Text.Json;

namespace Intake.Submissions.Bodies;

/// <summary>Reads values of JSON as text, whatever their type: providers send an id as a number in one event and as a string in the next,
/// and some are above what a double holds.</summary>
internal static class JsonText
{
    /// <summary>A scalar as text; null for null, objects and lists.</summary>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>A scalar some levels down as one clean line of text; null when it is absent or empty.</summary>
    public static string? At(JsonElement root, params ReadOnlySpan<string> path) =>
        Find(root, path) is { } found ? FieldText.OrNull(Of(found)) : null;

    /// <summary>What is some levels down; null when it is absent.</summary>
    public static JsonElement? Find(JsonElement root, params ReadOnlySpan<string> path)
    {
        var here = root;
        foreach (var name in path)
            if (here.ValueKind != JsonValueKind.Object || !here.TryGetProperty(name, out here)) return null;
        return here;
    }
}
