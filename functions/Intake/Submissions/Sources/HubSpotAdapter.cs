using System.Collections.Immutable;
using System.Text.Json;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Sources;

/// <summary>HubSpot's workflow webhook: a contact, or several. <c>X-HubSpot-Signature-v3</c> is the HMAC-SHA256 in base64 of method, address, body and
/// <c>X-HubSpot-Request-Timestamp</c>, which is in milliseconds. Versions 1 and 2 are a plain hash without a time, and are not taken.</summary>
internal static class HubSpotAdapter
{
    private const string Provider = "hubspot";

    /// <summary>Checks the signature.</summary>
    public static Verified Verify(WebhookCall call)
    {
        var timestamp = call.Header("x-hubspot-request-timestamp");
        return Signatures.Best(call, SharedSecret.SecondsOf(timestamp),
            secret => Check(secret, call.Method, call.Url.AbsoluteUri, timestamp, call.Header("x-hubspot-signature-v3"), call.Body.Span));
    }

    /// <summary>Checks a signature; never throws.</summary>
    public static SignatureState Check(
        string secret, string method, string address, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return SignatureState.Missing;
        if (secret.Length == 0 || SharedSecret.SecondsOf(timestamp) is null) return SignatureState.Malformed;
        return SharedSecret.Compare(Convert.ToBase64String(SharedSecret.Hmac(secret, method + address, body, timestamp)), signature);
    }

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.ReadItems(call.Body, items =>
        FormMapping.Read(playbook, items.Where(item => !IsChange(item)).Select(item => Post(item, call))));

    // A subscription tells that a property changed, and not whose: there is no person in it.
    private static bool IsChange(JsonElement item) => JsonText.At(item, "subscriptionType") is not null;

    private static TheirForm Post(JsonElement item, ProviderCall call)
    {
        var conversion = Conversion(item);
        string?[] forms =
            [conversion is { } last ? JsonText.At(last, "form-id") : null, JsonText.At(item, "form_id"), JsonText.At(item, "formId")];
        return new TheirForm
        {
            Provider = Provider,
            Forms = [.. forms.OfType<string>()],
            FormPath = "form-submissions.form-id",
            // A contact that enters the workflow twice is two posts, a call that is made twice is one.
            MessageId = (conversion is { } told ? JsonText.At(told, "conversion-id") : null) ?? Keys.Id(Provider, item.GetRawText()),
            SaidAt = SaidTime.Of(conversion is { } at ? JsonText.At(at, "timestamp") : null),
            Fields = Fields(item),
        };
    }

    private static JsonElement? Conversion(JsonElement item) =>
        JsonText.Find(item, "form-submissions") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0
            ? all.EnumerateArray().MaxBy(each => SaidTime.Of(JsonText.At(each, "timestamp")) ?? DateTimeOffset.MinValue) : null;

    // The whole contact has properties, each with its value and that value's history; a body made by hand is flat.
    private static ImmutableArray<TheirField> Fields(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return [];
        var members = JsonText.Find(item, "properties") is { ValueKind: JsonValueKind.Object } properties ? properties : item;
        return
        [
            .. members.EnumerateObject().Select(member => new TheirField(
                member.Name, JsonText.Of(JsonText.Find(member.Value, "value") ?? member.Value) ?? "")),
        ];
    }
}
