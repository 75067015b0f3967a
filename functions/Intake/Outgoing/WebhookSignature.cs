using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Submissions.Sources;

namespace Intake.Outgoing;

/// <summary>Signs what we send, by Standard Webhooks. Pure.</summary>
internal static class WebhookSignature
{
    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret, so that a receiver can change to another in its own time.</summary>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var signed = new byte[Encoding.UTF8.GetByteCount($"{id}.{timestamp}.") + body.Length];
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."), signed);
        body.CopyTo(signed.AsSpan(head));
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed))));
    }

    private static byte[] KeyOf(string secret) =>
        StandardSignature.Key(secret) ?? throw new InvalidOperationException("A secret of an endpoint is not base64 of 24 to 64 bytes.");
}
