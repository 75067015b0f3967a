using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Intake.Functions.Tests.Mailbox;

public sealed class MailboxTests : IAsyncLifetime
{
    private readonly MailboxSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_providers_own_client_sends_and_the_mail_is_kept()
    {
        var client = new SendGridClient(_site.Http, new SendGridClientOptions { ApiKey = MailboxSite.Key, Host = _site.Http.BaseAddress!.ToString().TrimEnd('/') });
        var mail = MailHelper.CreateSingleEmail(new("intake@example.com", "Intake"), new("fenna@example.com"), "Sübject", "Text", "<p>Hé</p>");
        mail.AddCustomArg("mail", "m1");
        mail.AddHeader("X-Entity-Ref-ID", "m1");

        var answer = await client.SendEmailAsync(mail, CancellationToken.None);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotEmpty(answer.Headers.GetValues("X-Message-Id").Single());
        var kept = Assert.Single(await MailsAsync())!.AsObject();
        Assert.Equal(["at", "to", "from", "subject", "html", "text", "headers", "customArgs"], kept.Select(property => property.Key));
        Assert.Equal("fenna@example.com", (string?)kept["to"]);
        Assert.Equal("intake@example.com", (string?)kept["from"]);
        Assert.Equal("Sübject", (string?)kept["subject"]);
        Assert.Equal("<p>Hé</p>", (string?)kept["html"]);
        Assert.Equal("m1", (string?)kept["customArgs"]!["mail"]);
        Assert.Equal("m1", (string?)kept["headers"]!["X-Entity-Ref-ID"]);
        Assert.EndsWith(".json", Assert.Single(_site.Files), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Basic test-key")]
    public async Task Without_the_key_nothing_is_taken(string? authorization)
    {
        using var answer = await PostAsync(Request.With(_ => { }).ToJsonString(), authorization);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(_site.Files);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"subject":"\ud800"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_request_is_refused_in_the_providers_shape(string body, string type, HttpStatusCode expected)
    {
        using var answer = await PostAsync(body, type: type);
        Assert.Equal(expected, answer.StatusCode);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!.AsObject();
        Assert.Equal(["message", "field", "help"], error.Select(property => property.Key));
    }

    [Fact]
    public async Task The_sandbox_checks_and_keeps_nothing()
    {
        using var answer = await PostAsync(Request.With(r => r["mail_settings"] = JsonNode.Parse("""{"sandbox_mode":{"enable":true}}""")).ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(_site.Files);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_the_json_oldest_first()
    {
        foreach (var subject in new[] { "First", "Second" })
            using (await PostAsync(Request.With(r => r["subject"] = subject).ToJsonString())) { }

        Assert.Equal(["First", "Second"], (await MailsAsync()).Select(mail => (string?)mail!["subject"]));
        var list = await _site.Http.GetStringAsync("/mailbox");
        Assert.InRange(list.IndexOf("Second", StringComparison.Ordinal), 0, list.IndexOf("First", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hostile_mail_stays_in_its_frame()
    {
        using (await PostAsync(Request.With(r =>
        {
            r["subject"] = "<script>1</script>";
            r["content"]![1]!["value"] = "<html><head></head><body><script>2</script></body></html>";
        }).ToJsonString())) { }
        var id = Path.GetFileNameWithoutExtension(_site.Files.Single());

        var page = await _site.Http.GetStringAsync($"/mailbox/{id}");
        using var frame = await _site.Http.GetAsync($"/mailbox/{id}/html");

        Assert.Contains("&lt;script&gt;1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>1", page + await _site.Http.GetStringAsync("/mailbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>2", page, StringComparison.Ordinal);
        var policy = frame.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy + page, StringComparison.Ordinal);
        Assert.Contains("""<base target="_blank">""", await frame.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mailbox/x")]
    [InlineData("/mailbox/x/html")]
    [InlineData("/mailbox/..%2f..%2fetc%2fpasswd")]
    [InlineData("/mailbox/20260101T0000000000000-00000000")]
    public async Task Other_names_are_not_found(string path)
    {
        using var answer = await _site.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/mailbox", "No mail yet")]
    [InlineData("/demo", "action=\"/api/forms/demo\"")]
    [InlineData("/demo/style.css", "prefers-color-scheme")]
    public async Task Pages_are_there_from_the_start(string path, string expected) =>
        Assert.Contains(expected, await _site.Http.GetStringAsync(path), StringComparison.Ordinal);

    private async Task<JsonArray> MailsAsync() => JsonNode.Parse(await _site.Http.GetStringAsync("/mailbox.json"))!.AsArray();

    private async Task<HttpResponseMessage> PostAsync(string body, string? authorization = "Bearer " + MailboxSite.Key, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/mail/send");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await _site.Http.SendAsync(request);
    }
}
