using System.Collections.Immutable;
using System.Text.Json;
using Intake.Playbooks;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Sources;

/// <summary>Webflow: <c>x-webflow-signature</c> is the HMAC-SHA256 in hex of <c>{x-webflow-timestamp}:{body}</c>, the time in milliseconds.
/// Fields are told by their <c>fieldElementId</c>, or by their label, which editors rename.</summary>
internal static class WebflowAdapter
{
    private const string Provider = "webflow";
    private const int HexLength = 64;

    /// <summary>Checks the signature.</summary>
    public static Verified Verify(WebhookCall call)
    {
        var timestamp = call.Header("x-webflow-timestamp");
        return Signatures.Best(call, SharedSecret.SecondsOf(timestamp),
            secret => Check(secret, timestamp, call.Header("x-webflow-signature"), call.Body.Span));
    }

    /// <summary>Checks a signature; never throws.</summary>
    public static SignatureState Check(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return SignatureState.Missing;
        if (secret.Length == 0 || SharedSecret.SecondsOf(timestamp) is null || signature.Length != HexLength) return SignatureState.Malformed;
        return SharedSecret.Compare(Convert.ToHexStringLower(SharedSecret.Hmac(secret, timestamp + ":", body)), signature);
    }

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.Read(call.Body, body =>
    {
        if (JsonText.At(body, "triggerType") is not { } type) return WebhookJson.Missing("triggerType");
        if (type != "form_submission") return new Reading.Ignored();
        if (JsonText.Find(body, "payload") is not { ValueKind: JsonValueKind.Object } payload) return WebhookJson.Missing("payload");
        string?[] forms = [JsonText.At(payload, "formId"), JsonText.At(payload, "formElementId"), JsonText.At(payload, "name")];
        return FormMapping.Read(playbook,
        [
            new TheirForm
            {
                Provider = Provider,
                Forms = [.. forms.OfType<string>()],
                FormPath = "payload.formId",
                MessageId = JsonText.At(payload, "id") ?? call.Id,
                SaidAt = SaidTime.Of(JsonText.At(payload, "submittedAt")),
                Fields = Fields(payload),
            },
        ]);
    });

    private static ImmutableArray<TheirField> Fields(JsonElement payload)
    {
        if (JsonText.Find(payload, "data") is not { ValueKind: JsonValueKind.Object } data) return [];
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (JsonText.Find(payload, "schema") is { ValueKind: JsonValueKind.Array } schema)
            foreach (var field in schema.EnumerateArray())
                if (JsonText.At(field, "fieldName") is { } name && JsonText.At(field, "fieldElementId") is { } id) ids[name] = id;
        return
        [
            .. data.EnumerateObject().Select(member => new TheirField(
                member.Name, Text(member.Value), ids.TryGetValue(member.Name.Trim(), out var id) ? [id] : [])),
        ];
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(", ", value.EnumerateArray().Select(JsonText.Of).OfType<string>()) : JsonText.Of(value) ?? "";
}
