using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Posts as any platform does by Standard Webhooks.</summary>
internal static class StandardWebhook
{
    internal static (string Path, HttpContent Content, (string, string)[] Headers) Attended(string email, string firstName, string company)
    {
        var body = JsonSerializer.Serialize(new
        {
            type = "webinar.attended",
            data = new
            {
                webinar = new { id = "pweb-energie", occurrence = "1", durationMinutes = 60 },
                person = new { email, firstName, lastName = "Bos", company, jobTitle = "Facility manager", country = "NL" },
                attendedMinutes = 48,
            },
        });
        return ("/api/webinars/standard", new StringContent(body, Encoding.UTF8, "application/json"), Sign(body));
    }

    internal static (string, string)[] Sign(string body)
    {
        var (id, timestamp) = ("msg_" + Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var key = Convert.FromBase64String(Elsewhere.StandardSecret["whsec_".Length..]);
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        return [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", "v1," + Convert.ToBase64String(mac))];
    }
}
