using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Intake.Http;

namespace Intake.Mail.Events;

/// <summary>Reads the provider's events: of each the ids that we gave along, the kind and the time. Everything else is left unread.</summary>
public static class MailEventReader
{
    /// <summary>The events that are about our mails, without repeats; null where the body is no list. <paramref name="ignored"/> counts the others.</summary>
    public static ImmutableArray<MailEvent>? Read(ReadOnlyMemory<byte> body, out int ignored)
    {
        ignored = 0;
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Array) return null;
            var read = json.RootElement.EnumerateArray().Select(One).ToList();
            ignored = read.Count(one => one is null);
            return [.. read.OfType<MailEvent>().Distinct()];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static MailEvent? One(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || KindOf(Text(item, "event"), Text(item, "type")) is not { } kind) return null;
        if (Text(item, "mail") is not { } mail || !CommandDesk.IsId(mail)) return null;
        if (Text(item, "recipient") is not { } recipient || !CommandDesk.IsId(recipient)) return null;
        return int.TryParse(Text(item, "attempt"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt >= 1
            && item.TryGetProperty("timestamp", out var stamp) && stamp.ValueKind == JsonValueKind.Number
            && stamp.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? new MailEvent(recipient, mail, attempt, kind, DateTimeOffset.FromUnixTimeSeconds(seconds)) : null;
    }

    private static MailEventKind? KindOf(string? name, string? type) => name switch
    {
        "processed" or "deferred" => MailEventKind.Taken,
        "delivered" => MailEventKind.Delivered,
        "bounce" => type == "blocked" ? MailEventKind.Blocked : MailEventKind.Bounced,
        "blocked" => MailEventKind.Blocked,
        "dropped" => MailEventKind.Dropped,
        "spamreport" => MailEventKind.Spam,
        _ => null,
    };

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
