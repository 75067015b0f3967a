using System.Text.Json;
using System.Text.Unicode;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Webinars;

/// <summary>Reads the JSON of a call whose signature holds.</summary>
internal static class WebhookJson
{
    /// <summary>Parses the body and reads it; what is broken becomes a rejection.</summary>
    public static WebhookResult Read(ReadOnlyMemory<byte> body, Func<JsonElement, WebhookResult> read)
    {
        var utf8 = RequestBody.WithoutByteOrderMark(body);
        if (!Utf8.IsValid(utf8.Span)) return Refuse(new Rejection(RejectionKind.Malformed, "The body must be UTF-8."));
        var parsed = JsonBody.Document(utf8);
        if (!parsed.IsValid) return Refuse(parsed.Rejection);
        using var document = parsed.Value;
        try
        {
            return read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: valid JSON, but no text.
            return Refuse(new Rejection(RejectionKind.Malformed, "The body has a text that is not Unicode."));
        }
    }

    /// <summary>The refusal of a body that lacks something.</summary>
    public static WebhookResult.Refused Missing(string path, FieldFault fault = FieldFault.Required) =>
        Refuse([new FieldError(path, fault)]);

    /// <summary>The refusal of a body with errors.</summary>
    public static WebhookResult.Refused Refuse(IEnumerable<FieldError> errors) =>
        Refuse(new Rejection(RejectionKind.Fields, "Some fields are missing or not as they should be.") { Errors = [.. errors] });

    private static WebhookResult.Refused Refuse(Rejection rejection) => new(rejection, SignatureState.Valid);
}
