using System.Text;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>One request of somebody who means no good.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Address, as it goes over the line.</param>
/// <param name="Type">Content type; null for none.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Page">Whether it asks for a page, as a browser does.</param>
/// <param name="Headers">Further headers.</param>
internal sealed record HostileRequest(HttpMethod Method, string Path, string? Type, byte[] Body, bool Page, (string, string)[] Headers)
{
    public ByteArrayContent Content()
    {
        var content = new ByteArrayContent(Body);
        if (Type is not null) content.Headers.TryAddWithoutValidation("Content-Type", Type);
        return content;
    }

    public override string ToString() => $"{Method} {Path} ({Type}): {Convert.ToBase64String(Body)}";
}

/// <summary>Makes hostile requests, each of a class of attack that was seen on forms and webhooks elsewhere. Every text carries a mark,
/// by which an answer that repeats it unencoded is told.</summary>
internal sealed class Hostile(int seed, IReadOnlyList<(HttpMethod Method, string Route)> routes)
{
    /// <summary>Raw in a page, each of these is markup of the attacker's.</summary>
    public static readonly string[] Marks = ["<zq9qz9", "\" onzq9qz9", "' onzq9qz9"];

    /// <summary>In a header, this is the attacker's.</summary>
    public const string HeaderMark = "zq9qz9";

    private static readonly string[] Texts =
    [
        "<zq9qz9 src=x onerror=alert(1)>", "\" onzq9qz9=\"alert(1)", "' onzq9qz9='alert(1)", "</title><zq9qz9>", "</textarea><zq9qz9>", "<!--<zq9qz9>-->", "<svg/onload=zq9qz9><zq9qz9>",
        "&lt;zq9qz9&gt;<zq9qz9>", "%3Czq9qz9%3E<zq9qz9>", "javascript:zq9qz9()", "data:text/html,<zq9qz9>", "{{7*7}}zq9qz9", "${7*7}zq9qz9", "@(7*7)zq9qz9", "<%= 7*7 %><zq9qz9>", "#{7*7}zq9qz9",
        "=cmd|'/c calc'!A0 zq9qz9", "+1+zq9qz9", "-1+zq9qz9", "@SUM(zq9qz9)", "\t=1+zq9qz9", "|zq9qz9", "\0zq9qz9", "a\r\nX-Zq9: 1", "a\nBcc: zq9qz9@evil.example", "a\r\n\r\n<zq9qz9>", "\u2028<zq9qz9>",
        "\u202Ezq9qz9\u202C<zq9qz9>", "\u200B\u200D\uFEFF<zq9qz9>", "аdmin zq9qz9", "\u0130zq9qz9", "' or PartitionKey ne '", "'; drop table zq9qz9; --", "../../../../etc/passwd zq9qz9", "..\\..\\zq9qz9",
        "%2e%2e%2fzq9qz9", "file:///etc/passwd?zq9qz9", "http://169.254.169.254/zq9qz9", "//evil.example/zq9qz9", "https://evil.example/?zq9qz9", "\\\\evil.example\\zq9qz9", "__proto__", "constructor",
        "{\"$type\":\"System.Diagnostics.Process\"}zq9qz9", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY zq9qz9 SYSTEM \"file:///etc/passwd\">]>", "\uD83D\uDE92<zq9qz9>", "1e999", "-0", "NaN",
        "9999999999999999999999", "0001-01-01T00:00:00Z", "true", "",
    ];

    private static readonly string[] Addresses =
    [
        "zq9qz9@hostile.example", "\"<zq9qz9>\"@hostile.example", "zq9qz9+1@hostile.example", "zq9qz9@hostile.example\r\nBcc: zq9qz9@evil.example", "zq9qz9@[127.0.0.1]", "zq9qz9@xn--80ak6aa92e.example", "zq9qz9@аpple.example",
        "z\u202Eq9@hostile.example", "zq9qz9@hostile.example,zq9qz9@evil.example", "zq9qz9@localhost", "@", "zq9qz9@", "zq9qz9@host ile.example", "a@b@c.example", "<zq9qz9>@hostile.example", "'or'1'='1@hostile.example",
    ];

    private static readonly string[] Fields =
    [
        "email", "name", "firstName", "lastName", "company", "jobTitle", "phone", "staff", "industry", "country", "postcode", "proposition", "subject", "message", "timeframe", "spokeWith", "language",
        "_token", "_next", "_lang", "newsletter", "utm_source", "utm_campaign", "referrer", "landingPage", "gclid", "__proto__", "constructor", "toString", "a.b", "a[b]", "email[]", "Email", "<zq9qz9>", "\"onzq9qz9",
        "__RequestVerificationToken", "_method", "token", "do", "reason", "until", "need", "relation", "note",
    ];

    private static readonly string?[] Types =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-7", "application/json; charset=utf-16", "text/plain", "text/plain; application/json", "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data; boundary=zq9qz9", "multipart/form-data; boundary=\"\"", "multipart/form-data", "multipart/mixed; boundary=zq9qz9", "application/xml", "text/csv",
        "*/*", "", null,
    ];

    private static readonly string[] Ids =
    [
        "demo", "contact", "nieuwsbrief", "onderhoud-offerte", "wp-netcongestie", "prijslijst-laden", "zoom", "standard", "typeform", "webflow", "hubspot", "google-ads", "livestorm", "gotowebinar", "linkedin", "meta",
        "nothing", "%3Czq9qz9%3E", "%22onzq9qz9", "..%2f..%2f", "%00", "%0d%0aX-Zq9:1", "intake-calls", "0123456789abcdef0123456789abcdef", "AQ", "'", "%27%20or%201", "a%2Fb", "%E2%80%AE", "%ff",
    ];

    private readonly Random random = new(seed);

    public HostileRequest Next()
    {
        if (random.Next(4) == 0) return ToForm();
        var (method, route) = Pick(routes);
        var path = "/" + WebsiteTests.Fill(route, Pick(Ids)) + (random.Next(6) == 0 ? $"?{Uri.EscapeDataString(Pick(Fields))}={Uri.EscapeDataString(Pick(Texts))}" : "");
        var type = Pick(Types);
        var body = method == HttpMethod.Post ? Body(ref type) : [];
        return new HostileRequest(method, path, type, body, random.Next(2) == 0, [.. Headers(path, body)]);
    }

    private HostileRequest ToForm()
    {
        var type = Pick(["application/json", "application/x-www-form-urlencoded"]);
        var body = NearlyRight(type);
        return new HostileRequest(HttpMethod.Post, "/api/forms/" + Pick(["demo", "contact", "onderhoud-offerte"]), type, body, random.Next(2) == 0, [.. Headers("", body)]);
    }

    private byte[] Body(ref string? type)
    {
        switch (random.Next(14))
        {
            case 0: return Encoding.UTF8.GetBytes(Object(() => Quoted(Pick(Texts))));
            case 1: return [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Object(() => Quoted(Pick(Texts))))];
            case 2: return Encoding.Unicode.GetBytes(Object(() => Quoted(Pick(Texts))));
            case 3: return Encoding.ASCII.GetBytes("+AHs-+ACI-email+ACI-:+ACI-zq9qz9+AEA-hostile.example+ACI-+AH0-");
            case 4: return Encoding.UTF8.GetBytes(Nested(random.Next(1, 3000)));
            case 5: return Encoding.UTF8.GetBytes($$"""{"email":"zq9qz9@hostile.example","email":{{Quoted(Pick(Texts))}},"Email":"x@y.example"}""");
            case 6: return Encoding.UTF8.GetBytes(Object(() => Pick(["1e999", "-1e-999", "99999999999999999999999", "1.0000000000000000000000000001", "[]", "{}", "null", "\"\\u0000\"", "\"\\ud800\""])));
            case 7:
                type = "application/x-www-form-urlencoded";
                return Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, random.Next(40)).Select(_ => $"{Encoded(Pick(Fields))}={Encoded(Pick(Texts))}")));
            case 8: return Multipart();
            case 9: return Encoding.UTF8.GetBytes(new string('x', random.Next(60_000, 70_000)));
            case 10: return Bytes(random.Next(600));
            default:
                type = Pick(["application/json", "application/x-www-form-urlencoded"]);
                return NearlyRight(type);
        }
    }

    // What is right but for its texts gets furthest: through the queue, into the mail.
    private byte[] NearlyRight(string type)
    {
        var all = random.Next(2) == 0;
        var values = new Dictionary<string, string>
        {
            ["email"] = all ? Pick(Addresses) : $"zq9qz9.{random.Next(100_000)}@hostile-{random.Next(50)}.example",
            ["firstName"] = Pick(Texts), ["lastName"] = Pick(Texts), ["company"] = Pick(Texts), ["jobTitle"] = Pick(Texts), ["message"] = Pick(Texts),
            ["phone"] = all ? Pick(Texts) : "+31 6 12345678", ["proposition"] = all ? Pick(Texts) : Pick(["charging", "energy", "care"]),
            ["subject"] = all ? Pick(Texts) : Pick(["advice", "quote", "invoice", "press"]), ["utm_campaign"] = Pick(Texts), ["_next"] = Pick(Texts),
        };
        return Encoding.UTF8.GetBytes(type.EndsWith("json", StringComparison.Ordinal)
            ? JsonSerializer.Serialize(values)
            : string.Join('&', values.Select(value => $"{value.Key}={Encoded(value.Value)}")));
    }

    private byte[] Multipart()
    {
        var text = new StringBuilder();
        for (var i = random.Next(6); i > 0; i--)
        {
            text.Append("--zq9qz9\r\nContent-Disposition: form-data; name=\"").Append(Pick(Fields)).Append('"');
            if (random.Next(3) == 0) text.Append("; filename=\"../../zq9qz9.aspx\"");
            text.Append("\r\n").Append(random.Next(4) == 0 ? "Content-Type: text/html; charset=utf-7\r\n" : "").Append("\r\n").Append(Pick(Texts)).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.Append(random.Next(2) == 0 ? "--zq9qz9--\r\n" : "").ToString());
    }

    private IEnumerable<(string, string)> Headers(string path, byte[] body)
    {
        string[] names = ["Referer", "User-Agent", "Origin", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-URL", "X-HTTP-Method-Override", "Accept-Language", "Cookie", "Idempotency-Key", "Range",
            "Content-Encoding", "If-None-Match", "Sec-Purpose", "x-functions-key", "x-intake-test", "x-ms-client-principal", "traceparent"];
        for (var i = random.Next(4); i > 0; i--) yield return (Pick(names), new string([.. Pick(Texts).Where(c => c is >= ' ' and < '\x7F')]));
        if (!path.StartsWith("/api/web", StringComparison.Ordinal) || random.Next(3) != 0) yield break;

        // Signed by somebody who is let in, and hostile all the same.
        var signed = path.Contains("zoom", StringComparison.Ordinal) ? Zoom.Sign(Encoding.UTF8.GetString(body)) : StandardWebhook.Sign(Encoding.UTF8.GetString(body));
        foreach (var header in signed) yield return header;
    }

    private string Object(Func<string> value) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"{Quoted(Pick(Fields))}:{value()}"))}}}";

    private static string Nested(int depth) => $"{{\"email\":{new string('[', depth)}{new string(']', depth)}}}";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    // Not Uri.EscapeDataString, which refuses half of a surrogate pair.
    private static string Encoded(string text) => System.Net.WebUtility.UrlEncode(text);

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
