using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Http;

public sealed class BadInputTests
{
    private const string Good = """{"firstName":"Ingrid","email":"ingrid@hoekstra.example","proposition":"energy"}""";

    public static TheoryData<string, string, string, int> Inputs { get; } = new()
    {
        { "/api/forms/nope", "application/json", Good, 404 },
        { "/api/forms/Demo", "application/json", Good, 404 },
        { "/api/whitepapers/nope", "application/json", Good, 404 },
        { "/api/whitepapers/pweb-energie", "application/json", Good, 404 },
        { "/api/webinars/nope", "application/json", Good, 404 },
        { "/api/forms/demo", "", Good, 415 },
        { "/api/forms/demo", "text/plain", Good, 415 },
        { "/api/forms/demo", "application/xml", "<a/>", 415 },
        { "/api/forms/demo", "rubbish", Good, 415 },
        { "/api/webinars/zoom", "application/x-www-form-urlencoded", "a=b", 415 },
        { "/api/forms/demo", "application/json", "", 400 },
        { "/api/forms/demo", "application/json", "{", 400 },
        { "/api/forms/demo", "application/json", "[]", 400 },
        { "/api/forms/demo", "application/json", "null", 400 },
        { "/api/forms/demo", "application/json", "\"text\"", 400 },
        { "/api/forms/demo", "application/json", Good + "{}", 400 },
        { "/api/forms/demo", "application/json", """{"email":"a@b.nl","email":"c@d.nl"}""", 400 },
        { "/api/forms/demo", "application/json", """{"email":"a@b.nl","\u0065mail":"c@d.nl"}""", 400 },
        { "/api/forms/demo", "application/json", """{"a":{"b":1,"b":2}}""", 400 },
        { "/api/forms/demo", "application/json", """{"a.b":1,"a":{"b":2}}""", 400 },
        { "/api/forms/demo", "application/json", """{"firstName":"\ud800"}""", 400 },
        { "/api/forms/demo", "application/json", """{"\ud800":"x"}""", 400 },
        { "/api/forms/demo", "application/json; charset=utf-16", Good, 400 },
        { "/api/forms/demo", "application/x-www-form-urlencoded", "firstName=%FF", 400 },
        { "/api/forms/demo", "application/x-www-form-urlencoded; charset=iso-8859-1", "firstName=%E9", 400 },
        { "/api/forms/demo", "application/x-www-form-urlencoded", "email=a%40b.nl&email=c%40d.nl", 400 },
        { "/api/forms/demo", "multipart/form-data", "x", 400 },
        { "/api/forms/demo", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@b", 400 },
        { "/api/forms/demo", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"cv.pdf\"\r\n\r\n%PDF\r\n--b--\r\n", 400 },
        { "/api/forms/demo", "application/json", "{}", 422 },
        { "/api/forms/demo", "application/json", """{"email":"not an address"}""", 422 },
        { "/api/webinars/zoom", "application/json", "{}", 401 },
        { "/api/webinars/standard", "application/json", "not even json", 401 },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Bad_input_gets_the_status_and_problem_of_the_table(string path, string type, string body, int status)
    {
        await using var site = await Website.WithWebhooksAsync();
        var answer = await site.PostAsync(path, type, Encoding.UTF8.GetBytes(body));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.StartsWith("urn:intake:problem:", problem.RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Empty(site.Queue.Taken);
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task A_browser_gets_a_page_for_the_same(string path, string type, string body, int status)
    {
        if (path.StartsWith("/api/webinars", StringComparison.Ordinal)) return;
        await using var site = await Website.WithWebhooksAsync();
        var answer = await site.PostAsync(path, type, Encoding.UTF8.GetBytes(body), ("Accept", "text/html"));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_error_is_told_at_once()
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostJsonAsync("/api/forms/demo",
            $$"""{"firstName":"{{new string('x', 41)}}","email":"nobody","phone":"abc","proposition":"gas","timeframe":"soon"}""");

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var errors = problem.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.Equal(["email", "firstName", "phone", "proposition", "timeframe"], errors);
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostJsonAsync("/api/forms/demo", Good, ("Content-Encoding", "gzip"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData(65_536, 422)]
    [InlineData(65_537, 413)]
    public async Task The_limit_is_64_KiB_to_the_byte(int length, int status)
    {
        await using var site = await Website.StartAsync();
        var body = "message=" + new string('x', length - 8);
        var answer = await site.PostAsync("/api/forms/demo", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(body));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("Content-Length: 70000\r\n\r\n", 0)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n20000\r\n", 66_000)]
    public async Task Too_large_is_refused_without_reading_to_the_end(string headers, int sent)
    {
        await using var site = await Website.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(site.Address.Host, site.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/forms/demo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{headers}{new string('x', sent)}"));

        // The client has not finished and never will: an answer means that nobody waited for more.
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync());
        var rest = new List<string?>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line) rest.Add(line);
        Assert.Contains("Connection: close", rest);
    }

    [Fact]
    public async Task A_provider_without_secrets_is_switched_off()
    {
        await using var site = await Website.StartAsync(("Webhooks:Standard:Secrets:0", Sample.StandardSecret));
        var answer = await site.PostJsonAsync("/api/webinars/zoom", "{}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("not configured", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("TooLong")]
    public async Task A_bad_idempotency_key_is_refused(string key)
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostJsonAsync("/api/forms/demo", Good, ("Idempotency-Key", key == "TooLong" ? new string('k', 256) : key));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
