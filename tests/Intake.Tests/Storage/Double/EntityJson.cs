using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Intake.Tests.Storage;

/// <summary>Entities as OData JSON with minimal metadata.</summary>
internal static class EntityJson
{
    private const string Annotation = "@odata.type";

    public static (string? PartitionKey, string? RowKey, ImmutableSortedDictionary<string, object> Properties) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var properties = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
            foreach (var property in root.EnumerateObject().Where(IsValue))
            {
                properties[property.Name] = ReadValue(root, property);
            }

            var (partitionKey, rowKey) = (properties.GetValueOrDefault("PartitionKey") as string, properties.GetValueOrDefault("RowKey") as string);
            properties.RemoveRange(["PartitionKey", "RowKey", "Timestamp"]);
            return (partitionKey, rowKey, properties.ToImmutable());
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new Refusal(400, "InvalidInput", "One of the request inputs is not valid.");
        }
    }

    public static void Write(Utf8JsonWriter json, TableRow row, IReadOnlySet<string>? select)
    {
        json.WriteStartObject();
        json.WriteString("odata.etag", row.ETag);
        if (Selected("PartitionKey")) json.WriteString("PartitionKey", row.Id.PartitionKey);
        if (Selected("RowKey")) json.WriteString("RowKey", row.Id.RowKey);
        if (Selected("Timestamp")) json.WriteString("Timestamp", Write(row.Timestamp));
        foreach (var (name, value) in row.Properties.Where(pair => Selected(pair.Key))) WriteValue(json, name, value);
        json.WriteEndObject();

        bool Selected(string name) => select is null || select.Contains(name);
    }

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    // A null is not stored: it is as if it had not been sent.
    private static bool IsValue(JsonProperty property) =>
        property.Value.ValueKind != JsonValueKind.Null && !property.Name.StartsWith("odata.", StringComparison.Ordinal) && !property.Name.Contains('@');

    private static object ReadValue(JsonElement root, JsonProperty property)
    {
        var value = property.Value;
        if (root.TryGetProperty(property.Name + Annotation, out var type)) return ReadTyped(value, type.GetString());
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
            JsonValueKind.Number => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
            _ => throw new FormatException(),
        };
    }

    private static object ReadTyped(JsonElement value, string? type) => type switch
    {
        "Edm.String" => value.GetString()!,
        "Edm.Int32" => value.GetInt32(),
        "Edm.Int64" => long.Parse(value.ToString(), CultureInfo.InvariantCulture),
        "Edm.Boolean" => value.GetBoolean(),
        "Edm.Double" => double.Parse(value.ToString(), CultureInfo.InvariantCulture),
        "Edm.DateTime" => ReadTime(value.GetString()!),
        "Edm.Guid" => Guid.Parse(value.GetString()!),
        "Edm.Binary" => value.GetBytesFromBase64(),
        _ => throw new FormatException(),
    };

    private static void WriteValue(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case int number: json.WriteNumber(name, number); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case long number: Annotated("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: WriteDouble(json, name, number); break;
            case DateTimeOffset time: Annotated("Edm.DateTime", Write(time)); break;
            case Guid guid: Annotated("Edm.Guid", guid.ToString()); break;
            case byte[] bytes: Annotated("Edm.Binary", Convert.ToBase64String(bytes)); break;
            default: throw new InvalidOperationException($"No entity holds a {value.GetType()}.");
        }

        void Annotated(string type, string text)
        {
            json.WriteString(name + Annotation, type);
            json.WriteString(name, text);
        }
    }

    // Without a point a reader takes the number for an int.
    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        json.WritePropertyName(name);
        json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
    }
}
