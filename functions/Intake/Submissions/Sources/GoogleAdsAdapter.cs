using System.Collections.Immutable;
using System.Text.Json;
using Intake.Playbooks;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Sources;

/// <summary>Google Ads' lead forms. Nothing is signed: the key that was set at the form comes back in the body as <c>google_key</c>, and is taken out
/// before anything is kept. Fields are told by their <c>column_id</c>, or by their name where they have none.</summary>
internal static class GoogleAdsAdapter
{
    private const string Provider = "google-ads", Key = "google_key";

    private static readonly ImmutableArray<string> Kept = ["campaign_id", "adgroup_id", "creative_id", "asset_group_id"];

    /// <summary>Checks the key.</summary>
    public static Verified Verify(WebhookCall call)
    {
        var key = KeyIn(call.Body);
        return Signatures.Best(call, null, secret => Check(secret, key));
    }

    /// <summary>Checks a key; never throws.</summary>
    public static SignatureState Check(string secret, string? key)
    {
        if (string.IsNullOrEmpty(key)) return SignatureState.Missing;
        return SharedSecret.IsLongEnough(secret) ? SharedSecret.Compare(secret, key) : SignatureState.Malformed;
    }

    /// <summary>The body without the key.</summary>
    public static byte[] WithoutKey(ReadOnlyMemory<byte> body)
    {
        var utf8 = RequestBody.WithoutByteOrderMark(body).Span;
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals(Key)) continue;
            reader.Read();
            return [.. utf8[..(int)reader.TokenStartIndex], .. "\"\""u8, .. utf8[(int)reader.BytesConsumed..]];
        }
        return body.ToArray();
    }

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.Read(call.Body, body =>
        // What the button "send test data" sends is nobody.
        JsonText.At(body, "is_test") == "true" ? new Reading.Ignored() : FormMapping.Read(playbook,
        [
            new TheirForm
            {
                Provider = Provider,
                Forms = JsonText.At(body, "form_id") is { } form ? [form] : [],
                FormPath = "form_id",
                MessageId = JsonText.At(body, "lead_id") ?? call.Id,
                SaidAt = SaidTime.Of(JsonText.At(body, "lead_submit_time")),
                Fields = [.. Columns(body), .. Others(body)],
            },
        ]));

    private static string? KeyIn(ReadOnlyMemory<byte> body)
    {
        string? key = null;
        WebhookJson.Read(body, root =>
        {
            key = JsonText.Find(root, Key) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;
            return new Reading.Ignored();
        });
        return key;
    }

    private static IEnumerable<TheirField> Columns(JsonElement body)
    {
        if (JsonText.Find(body, "user_column_data") is not { ValueKind: JsonValueKind.Array } columns) yield break;
        foreach (var column in columns.EnumerateArray())
        {
            var (id, name) = (JsonText.At(column, "column_id"), JsonText.At(column, "column_name"));
            if (JsonText.Find(column, "string_value") is { } value && (name ?? id) is { } shown)
                yield return new TheirField(shown, JsonText.Of(value) ?? "", id is null ? [] : [id]);
        }
    }

    private static IEnumerable<TheirField> Others(JsonElement body)
    {
        // By the name that a landing page has for it.
        if (JsonText.At(body, "gcl_id") is { } click) yield return new TheirField("gclid", click);
        foreach (var name in Kept)
            if (JsonText.At(body, name) is { } value and not "0") yield return new TheirField(name, value);
    }
}
