using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Tests.Submissions.Support;

/// <summary>Signs as the platforms do, written a second time and on purpose not with the code under test.</summary>
internal static class Signing
{
    public static Dictionary<string, string> Zoom(byte[] body, DateTimeOffset at, string secret = Sample.ZoomSecret)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{time}:"), .. body]);
        return Headers(("x-zm-request-timestamp", time), ("x-zm-signature", "v0=" + Convert.ToHexString(hash).ToLowerInvariant()));
    }

    public static Dictionary<string, string> Standard(byte[] body, DateTimeOffset at, string id = "msg_1", string secret = Sample.StandardSecret)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Convert.FromBase64String(secret[6..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body]);
        return Headers(("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", "v1,AAAA v1," + Convert.ToBase64String(hash)));
    }

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
}
