using System.Collections.Immutable;
using System.Text.Json;
using Intake.Playbooks;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Sources;

/// <summary>Typeform: <c>Typeform-Signature</c> is <c>sha256=</c> and the HMAC-SHA256 of the body in base64. No time is signed, so a replay is stopped
/// by the response's token. Answers are told by the field's <c>ref</c>, or its id; hidden fields by their name.</summary>
internal static class TypeformAdapter
{
    private const string Provider = "typeform", Prefix = "sha256=";

    /// <summary>Checks the signature.</summary>
    public static Verified Verify(WebhookCall call) =>
        Signatures.Best(call, null, secret => Check(secret, call.Header("typeform-signature"), call.Body.Span));

    /// <summary>Checks a signature; never throws.</summary>
    public static SignatureState Check(string secret, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(signature)) return SignatureState.Missing;
        if (secret.Length == 0 || !signature.StartsWith(Prefix, StringComparison.Ordinal)) return SignatureState.Malformed;
        return SharedSecret.Compare(Prefix + Convert.ToBase64String(SharedSecret.Hmac(secret, "", body)), signature);
    }

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.Read(call.Body, body =>
    {
        // A partial response is one that nobody has sent off.
        if (JsonText.At(body, "event_type") is { } type && type != "form_response") return new Reading.Ignored();
        if (JsonText.Find(body, "form_response") is not { ValueKind: JsonValueKind.Object } response) return WebhookJson.Missing("form_response");
        return FormMapping.Read(playbook,
        [
            new TheirForm
            {
                Provider = Provider,
                Forms = JsonText.At(response, "form_id") is { } form ? [form] : [],
                FormPath = "form_response.form_id",
                MessageId = JsonText.At(response, "token") ?? JsonText.At(body, "event_id") ?? call.Id,
                SaidAt = SaidTime.Of(JsonText.At(response, "submitted_at")),
                Fields = [.. Answers(response), .. Hidden(response), .. Score(response)],
            },
        ]);
    });

    private static IEnumerable<TheirField> Answers(JsonElement response)
    {
        var titles = Titles(response);
        if (JsonText.Find(response, "answers") is not { ValueKind: JsonValueKind.Array } answers) yield break;
        foreach (var answer in answers.EnumerateArray())
        {
            var (id, name) = (JsonText.At(answer, "field", "id") ?? "", JsonText.At(answer, "field", "ref"));
            if (TypeformAnswer.Text(answer) is { } value) yield return new TheirField(titles.GetValueOrDefault(id) ?? name ?? id, value, name ?? id, id);
        }
    }

    // Never mapped by, for editors change them; but a question reads better than the ref of it.
    private static Dictionary<string, string> Titles(JsonElement response)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        if (JsonText.Find(response, "definition", "fields") is not { ValueKind: JsonValueKind.Array } fields) return titles;
        foreach (var field in fields.EnumerateArray())
            if (JsonText.At(field, "id") is { } id && JsonText.At(field, "title") is { } title) titles[id] = title;
        return titles;
    }

    private static IEnumerable<TheirField> Hidden(JsonElement response) =>
        JsonText.Find(response, "hidden") is { ValueKind: JsonValueKind.Object } hidden
            ? hidden.EnumerateObject().Select(member => new TheirField(member.Name, JsonText.Of(member.Value) ?? "")) : [];

    private static IEnumerable<TheirField> Score(JsonElement response) =>
        JsonText.At(response, "calculated", "score") is { } score ? [new TheirField("calculated.score", score)] : [];
}
