using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Submissions.Sources;

namespace Intake.Tests.Submissions.Support;

/// <summary>Signs as the form providers do, written a second time and on purpose not with the code under test.</summary>
internal static class FormSigning
{
    public const string Secret = "a secret of the tests, long enough", Other = "another secret, just as long as it";

    public static readonly Uri Address = new("https://intake.example/api/webhooks/any");

    /// <summary>A genuine call of any provider of the sample playbook.</summary>
    public static WebhookCall Call(string provider, byte[] body, string type = "application/json", string secret = Secret, params string[] secrets)
    {
        var headers = Headers(provider, body, secret, Sample.Now);
        headers["content-type"] = type;
        var path = provider is "linkedin" or "elementor" ? secret : null;
        return new WebhookCall(secrets.Length == 0 ? [secret] : secrets, "POST", Address, path, name => headers.GetValueOrDefault(name), body, Sample.Now);
    }

    public static Dictionary<string, string> Headers(string provider, byte[] body, string secret, DateTimeOffset at, Uri? address = null)
    {
        var ms = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] Hmac(string before, string after = "") => HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(before), .. body, .. Encoding.UTF8.GetBytes(after)]);
        return provider switch
        {
            "typeform" => Of(("typeform-signature", "sha256=" + Convert.ToBase64String(Hmac("")))),
            "webflow" => Of(("x-webflow-timestamp", ms), ("x-webflow-signature", Convert.ToHexString(Hmac(ms + ":")).ToLowerInvariant())),
            "hubspot" => Of(
                ("x-hubspot-request-timestamp", ms), ("x-hubspot-signature-v3", Convert.ToBase64String(Hmac("POST" + (address ?? Address), ms)))),
            "meta" => Of(("x-hub-signature-256", "sha256=" + Convert.ToHexString(Hmac("")).ToLowerInvariant())),
            "gravity-forms" or "wpforms" or "contact-form-7" => Of(("x-intake-secret", secret)),
            _ => Of(),
        };
    }

    private static Dictionary<string, string> Of(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
}
