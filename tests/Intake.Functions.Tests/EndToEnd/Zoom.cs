using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Posts as Zoom does: signed, with a number for the webinar's id.</summary>
internal static class Zoom
{
    internal static (string Path, HttpContent Content, (string, string)[] Headers) Registration(string email, string firstName, string lastName, string company)
    {
        var body = JsonSerializer.Serialize(new
        {
            @event = "webinar.registration_created",
            event_ts = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            payload = new
            {
                account_id = "abc",
                @object = new
                {
                    id = 93201836192L,
                    uuid = "jUh5o3dKQIytvcsfTtKBlg==",
                    topic = "Energie-webinar",
                    start_time = "2026-12-01T09:00:00Z",
                    duration = 60,
                    timezone = "Europe/Amsterdam",
                    registrant = new
                    {
                        id = "r-" + Guid.NewGuid().ToString("N"), first_name = firstName, last_name = lastName, email,
                        org = company, job_title = "Facility manager", country = "NL", phone = "+31 38 123 45 67", status = "approved",
                    },
                },
            },
        });
        return ("/api/webinars/zoom", new StringContent(body, Encoding.UTF8, "application/json"), Sign(body));
    }

    internal static (string, string)[] Sign(string body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Elsewhere.ZoomSecret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        return [("x-zm-request-timestamp", timestamp), ("x-zm-signature", "v0=" + Convert.ToHexStringLower(mac))];
    }
}
