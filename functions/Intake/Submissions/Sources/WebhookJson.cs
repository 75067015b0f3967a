using System.Text.Json;
using System.Text.Unicode;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Sources;

/// <summary>Reads the JSON of a genuine call.</summary>
internal static class WebhookJson
{
    /// <summary>Parses the body and reads it; what is no JSON is broken.</summary>
    public static Reading Read(ReadOnlyMemory<byte> body, Func<JsonElement, Reading> read)
    {
        var utf8 = RequestBody.WithoutByteOrderMark(body);
        if (!Utf8.IsValid(utf8.Span)) return Broken("The body must be UTF-8.");
        var parsed = JsonBody.Document(utf8);
        if (!parsed.IsValid) return new Reading.Broken(parsed.Rejection);
        using var document = parsed.Value;
        try
        {
            return read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: valid JSON, but no text.
            return Broken("The body has a text that is not Unicode.");
        }
    }

    /// <summary>As <see cref="Read"/>, for a body that may be a list at its root.</summary>
    public static Reading ReadWhole(ReadOnlyMemory<byte> body, Func<JsonElement, Reading> read)
    {
        var utf8 = RequestBody.WithoutByteOrderMark(body);
        if (!utf8.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8)) return Read(body, read);
        byte[] wrapped = [.. "{\"items\":"u8, .. utf8.Span, (byte)'}'];
        return Read(wrapped, root => root.EnumerateObject().Count() == 1
            ? read(root.GetProperty("items")) : Broken("The body is no JSON."));
    }

    /// <summary>As <see cref="Read"/>, for a body that is one thing or a list of them.</summary>
    public static Reading ReadItems(ReadOnlyMemory<byte> body, Func<IEnumerable<JsonElement>, Reading> read) =>
        ReadWhole(body, root => read(root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root]));

    /// <summary>A body that lacks something.</summary>
    public static Reading Missing(string path, FieldFault fault = FieldFault.Required) => Unmapped([new FieldError(path, fault)]);

    /// <summary>A body with errors.</summary>
    public static Reading Unmapped(IEnumerable<FieldError> errors) => new Reading.Unmapped(
        new Rejection(RejectionKind.Fields, "Some fields are missing or not as they should be.") { Errors = [.. errors] });

    private static Reading.Broken Broken(string detail) => new(new Rejection(RejectionKind.Malformed, detail));
}
