using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Intake.Playbooks;

/// <summary>The version of a playbook: a hash of what it says, whatever its layout and the order of its members.</summary>
internal static class PlaybookVersion
{
    public static string Of(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        using var canonical = new MemoryStream();
        foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            canonical.Write(Encoding.UTF8.GetBytes(name + "\n"));
            using var document = JsonDocument.Parse(bytes);
            Write(canonical, document.RootElement);
            canonical.WriteByte((byte)'\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(canonical.GetBuffer().AsSpan(0, (int)canonical.Length)))[..12];
    }

    /// <summary>A value as the version sees it: equal where nothing of what it says differs.</summary>
    public static string Canonical(JsonElement element)
    {
        using var canonical = new MemoryStream();
        Write(canonical, element);
        return Encoding.UTF8.GetString(canonical.GetBuffer(), 0, (int)canonical.Length);
    }

    private static void Write(Stream canonical, JsonElement element)
    {
        using var writer = new Utf8JsonWriter(canonical);
        Write(writer, element);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject()
                    .Where(member => member.Name != "$schema").OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
