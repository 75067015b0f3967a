using System.Text.RegularExpressions;

namespace Intake.Tests.Storage;

/// <summary>What an entity may hold, by Azure's limits.</summary>
internal static partial class EntityLimits
{
    /// <summary>Most properties of one's own; the system's three come on top.</summary>
    public const int MaxProperties = 252;

    private const int MaxEntityBytes = 1024 * 1024;
    private const int MaxValueBytes = 64 * 1024;
    private const int MaxKeyLength = 512; // 1 KiB of UTF-16
    private const int MaxNameLength = 255;
    private static readonly DateTimeOffset FirstTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Check(TableRow row)
    {
        CheckKey("PartitionKey", row.Id.PartitionKey);
        CheckKey("RowKey", row.Id.RowKey);
        if (row.Properties.Count > MaxProperties) throw new Refusal(400, "TooManyProperties", "The entity contains more properties than allowed.");
        foreach (var (name, value) in row.Properties) CheckProperty(name, value);
        if (Size(row) > MaxEntityBytes) throw new Refusal(400, "EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");
    }

    private static void CheckKey(string name, string key)
    {
        if (key.Length > MaxKeyLength) throw new Refusal(400, "KeyValueTooLarge", "The key value exceeds the maximum allowed size (1KB).");
        if (ForbiddenInKeys().IsMatch(key)) throw new Refusal(400, "OutOfRangeInput", $"The '{name}' parameter is out of range.");
    }

    private static void CheckProperty(string name, object value)
    {
        if (name.Length > MaxNameLength) throw new Refusal(400, "PropertyNameTooLong", "The property name exceeds the maximum allowed length.");
        // Nearly every name is plain, and there are many.
        if ((name.Length == 0 || !name.All(char.IsAsciiLetter)) && !PropertyName().IsMatch(name)) throw new Refusal(400, "PropertyNameInvalid", "The property name is invalid.");
        if (value is string { Length: > MaxValueBytes / 2 } or byte[] { Length: > MaxValueBytes })
        {
            throw new Refusal(400, "PropertyValueTooLarge", "The property value exceeds the maximum allowed size (64KB).");
        }

        if (value is DateTimeOffset time && time < FirstTime) throw new Refusal(400, "OutOfRangeInput", $"The '{name}' parameter is out of range.");
    }

    private static int Size(TableRow row) =>
        4 + (2 * (row.Id.PartitionKey.Length + row.Id.RowKey.Length)) + row.Properties.Sum(pair => 8 + (2 * pair.Key.Length) + Size(pair.Value));

    private static int Size(object value) => value switch
    {
        string text => (2 * text.Length) + 4,
        byte[] bytes => bytes.Length + 4,
        int => 4,
        bool => 1,
        Guid => 16,
        _ => 8,
    };

    [GeneratedRegex(@"[/\\#?\u0000-\u001F\u007F-\u009F]")]
    private static partial Regex ForbiddenInKeys();

    [GeneratedRegex(@"^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]*$")]
    private static partial Regex PropertyName();
}
