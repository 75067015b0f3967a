using System.Text.Json;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Sources;

/// <summary>The text of a Typeform answer: its value stands in a member that <c>type</c> names.</summary>
internal static class TypeformAnswer
{
    /// <summary>The answer; null where there is none.</summary>
    public static string? Text(JsonElement answer)
    {
        if (JsonText.At(answer, "type") is not { } type || JsonText.Find(answer, type) is not { } value) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value),
            JsonValueKind.Array => Join(value),
            _ => JsonText.Of(value),
        };
    }

    // A choice has a label, choices have labels, and both what somebody wrote beside them. Of a payment nothing but the amount is ours to keep.
    private static string? OfObject(JsonElement value)
    {
        string?[] parts =
        [
            JsonText.At(value, "label"),
            JsonText.Find(value, "labels") is { ValueKind: JsonValueKind.Array } labels ? Join(labels) : null,
            JsonText.At(value, "other"),
            JsonText.At(value, "amount"),
        ];
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;
    }

    private static string Join(JsonElement list) =>
        string.Join(", ", list.EnumerateArray().Select(JsonText.Of).Where(text => !string.IsNullOrEmpty(text)));
}
