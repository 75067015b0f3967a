using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Bodies;
using Newtonsoft.Json.Linq;

namespace Intake.Submissions.Sources;

/// <summary>A provider that the playbook describes by JSON paths. A form's body is read as an object with a member for each of its fields.</summary>
internal static class GenericAdapter
{
    private const int MaxItems = 100;
    private const string ContentType = "content-type";

    /// <summary>The adapter of a provider.</summary>
    public static Provider Of(SourceProvider source) => new(call => GenericProof.Verify(source.Proof, call), (call, playbook) => Read(source, call, playbook))
    {
        SecretIsUsable = secret => source.Proof.Kind == ProofKind.Hmac ? secret.Length > 0 : SharedSecret.IsLongEnough(secret),
        TakesForms = source.TakesForms,
        Headers = source.TakesForms ? [ContentType] : [],
        AcceptedStatus = 200,
    };

    private static Reading Read(SourceProvider source, ProviderCall call, Playbook playbook)
    {
        if (source.TakesForms && call.Header(ContentType) is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            // In memory, so it is complete at once.
            var fields = RequestBody.FieldsAsync(type, call.Body).AsTask().GetAwaiter().GetResult();
            return fields.IsValid
                ? Read(source, call, playbook, new JObject(fields.Value.Values.Select(field => new JProperty(field.Key, field.Value))))
                : new Reading.Broken(fields.Rejection);
        }
        return WebhookJson.ReadWhole(call.Body, body => Read(source, call, playbook, JsonPaths.Of(body)));
    }

    private static Reading Read(SourceProvider source, ProviderCall call, Playbook playbook, JToken body)
    {
        var items = source.Items is { } path ? JsonPaths.All(body, path) : [body];
        if (items.Count == 0) return WebhookJson.Missing(source.Items!);
        if (items.Count > MaxItems) return WebhookJson.Missing(source.Items!, FieldFault.TooLong);
        return FormMapping.Read(playbook, items.Select((item, index) => Post(source, call, item, index)));
    }

    private static TheirForm Post(SourceProvider source, ProviderCall call, JToken item, int index) => new()
    {
        Provider = source.Id,
        Forms = JsonPaths.Text(item, source.Form) is { } form ? [FieldText.SingleLine(form)] : [],
        FormPath = source.Form ?? "form",
        MessageId = JsonPaths.Text(item, source.MessageId) is { } id ? id : Keys.Id(call.Id, $"{index}"),
        SaidAt = SaidTime.Of(JsonPaths.Text(item, source.OccurredAt)),
        Fields = source.FieldName is null ? Members(source, item) : Listed(source, item),
    };

    private static ImmutableArray<TheirField> Members(SourceProvider source, JToken item)
    {
        var fields = ImmutableArray.CreateBuilder<TheirField>();
        foreach (var found in JsonPaths.All(item, source.Fields).OfType<JObject>()) Add(fields, "", found);
        return fields.ToImmutable();
    }

    // Deeper objects become names with dots, as in the bodies of our own forms.
    private static void Add(ImmutableArray<TheirField>.Builder fields, string prefix, JObject members)
    {
        foreach (var (name, value) in members)
        {
            if (value is JObject below) Add(fields, prefix + name + ".", below);
            else if (value is JArray list) fields.Add(new TheirField(prefix + name, string.Join(", ", list.Select(JsonPaths.Text).OfType<string>())));
            else if (value is not null && JsonPaths.Text(value) is { } text) fields.Add(new TheirField(prefix + name, text));
        }
    }

    private static ImmutableArray<TheirField> Listed(SourceProvider source, JToken item) =>
    [
        .. JsonPaths.All(item, source.Fields)
            .Select(field => (Name: JsonPaths.Text(field, source.FieldName), Value: JsonPaths.Text(field, source.FieldValue)))
            .Where(field => field.Name is not null && field.Value is not null)
            .Select(field => new TheirField(field.Name!, field.Value!)),
    ];
}
