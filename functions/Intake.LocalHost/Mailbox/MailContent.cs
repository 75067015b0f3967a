using System.Text.Json;

namespace Intake.LocalHost.Mailbox;

/// <summary>The parts of a mail.</summary>
internal sealed record MailContent(string Text, string Html)
{
    internal static MailContent Read(JsonElement request, MailErrors errors)
    {
        var parts = request.List("content", "content", errors)
            .Select((part, i) => Part(part, $"content.{i}", errors)).ToList();
        if (parts.Count == 0)
            errors.Add("Unless a valid template_id is provided, the content parameter is required. There must be at least one defined content block. We typically suggest both text/plain and text/html blocks are included, but only one block is required.", "content");
        CheckOrder(parts.ConvertAll(part => part.Type), errors);
        return new MailContent(Of("text/plain", parts), Of("text/html", parts));
    }

    private static (string Type, string Value) Part(JsonElement part, string field, MailErrors errors)
    {
        if (part.ValueKind != JsonValueKind.Object) errors.WrongType("object", part.ValueKind, field);
        var type = part.Text("type", $"{field}.type", errors) ?? "";
        if (type.Length == 0) errors.Add("The content type must be a string at least one character in length.", $"{field}.type");
        if (type.AsSpan().ContainsAny(';', '\r', '\n')) errors.Add("The content type cannot contain ';', or CRLF characters.", $"{field}.type");
        var value = part.Text("value", $"{field}.value", errors) ?? "";
        if (value.Length == 0) errors.Add("The content value must be a string at least one character in length.", $"{field}.value");
        return (type.ToLowerInvariant(), value);
    }

    private static void CheckOrder(List<string> types, MailErrors errors)
    {
        if (types.IndexOf("text/plain") > 0)
            errors.Add("If present, text/plain must be the first content type; text/html must follow it, and any other after them.", "content");
        else if (types.IndexOf("text/html") > (types.Contains("text/plain") ? 1 : 0))
            errors.Add("If present, text/html must follow text/plain, before any other content type.", "content");
        if (types.Where(type => type.Length > 0).Distinct().Count() < types.Count(type => type.Length > 0))
            errors.Add("If more than one content block is given, each must have a type of its own.", "content");
    }

    private static string Of(string type, List<(string Type, string Value)> parts) => parts.Find(part => part.Type == type).Value ?? "";
}
