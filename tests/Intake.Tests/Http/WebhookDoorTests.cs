using System.Net;
using System.Text;
using System.Text.Json;
using Intake.Submissions.Sources;
using Intake.Tests.Submissions;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Http;

public sealed class WebhookDoorTests
{
    private static readonly byte[] Registered = """{"type":"webinar.registered","data":{"webinar":{"id":"pweb-energie"},"person":{"email":"a@b.nl"}}}"""u8.ToArray();

    [Fact]
    public async Task Zoom_gets_the_200_it_documents_and_a_receipt()
    {
        await using var site = await Website.WithWebhooksAsync();
        var body = Encoding.UTF8.GetBytes(ZoomAdapterTests.Registration());
        var answer = await SendAsync(site, "zoom", body, Signing.Zoom(body, Sample.Now));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull(answer.Headers.Location);
        Assert.Equal(("zoom", "webinar-registered", default(System.Collections.Immutable.ImmutableArray<string>?)), site.Queue.Taken.Select(s => (s.Source, s.Activity, s.Suspicions)).Single());
    }

    [Fact]
    public async Task A_challenge_is_answered_as_zoom_asks()
    {
        await using var site = await Website.WithWebhooksAsync();
        var body = """{"event":"endpoint.url_validation","payload":{"plainToken":"abc"}}"""u8.ToArray();
        var answer = await SendAsync(site, "zoom", body, Signing.Zoom(body, Sample.Now));
        using var proof = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("abc", proof.RootElement.GetProperty("plainToken").GetString());
        Assert.Equal(ZoomSignature.Prove(Sample.ZoomSecret, "abc"), proof.RootElement.GetProperty("encryptedToken").GetString());
        Assert.Empty(site.Queue.Taken);
    }

    [Fact]
    public async Task The_message_id_makes_a_retry_the_same_submission_whatever_unsigned_headers_say()
    {
        await using var site = await Website.WithWebhooksAsync();
        foreach (var key in new[] { "one", "two" })
        {
            var headers = Signing.Standard(Registered, Sample.Now);
            headers["Idempotency-Key"] = key;
            Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(site, "standard", Registered, headers)).StatusCode);
        }

        Assert.Single(site.Queue.Taken.Select(submission => submission.Id).Distinct());
    }

    [Theory]
    [InlineData(-60 * 60, null)]
    [InlineData(-25 * 60 * 60, "old-timestamp")]
    public async Task Old_timestamps_are_quarantined_with_2xx(int seconds, string? quarantine)
    {
        await using var site = await Website.WithWebhooksAsync();
        var answer = await SendAsync(site, "standard", Registered, Signing.Standard(Registered, Sample.Now.AddSeconds(seconds)));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(quarantine, site.Queue.Taken.Single().Suspicions?.Single());
    }

    [Fact]
    public async Task An_event_of_no_use_is_taken_and_forgotten()
    {
        await using var site = await Website.WithWebhooksAsync();
        var body = """{"type":"invoice.paid"}"""u8.ToArray();
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(site, "standard", body, Signing.Standard(body, Sample.Now))).StatusCode);
        Assert.Empty(site.Queue.Taken);
    }

    [Fact]
    public async Task A_signature_by_another_secret_or_of_another_body_is_401()
    {
        await using var site = await Website.WithWebhooksAsync();
        var foreign = Signing.Standard(Registered, Sample.Now, secret: "whsec_" + Convert.ToBase64String(new byte[32]));
        var other = Signing.Standard([.. Registered, (byte)' '], Sample.Now);
        foreach (var headers in new[] { foreign, other })
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(site, "standard", Registered, headers)).StatusCode);
        Assert.Empty(site.Queue.Taken);
    }

    [Fact]
    public async Task A_provider_is_not_told_that_a_lost_call_was_kept()
    {
        await using var site = await Website.WithWebhooksAsync();
        site.Queue.FailWith = 500;
        var answer = await SendAsync(site, "standard", Registered, Signing.Standard(Registered, Sample.Now));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("Webhooks:Standard:Secrets:0", "too short")]
    [InlineData("Webhooks:Zoomm:Secrets:0", "typo in the provider")]
    [InlineData("Public:Url", "not-absolute")]
    public async Task Settings_that_cannot_work_stop_the_start(string key, string value) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Website.StartAsync((key, value)));

    private static Task<HttpResponseMessage> SendAsync(Website site, string provider, byte[] body, Dictionary<string, string> headers) =>
        site.PostAsync("/api/webinars/" + provider, "application/json", body, [.. headers.Select(header => (header.Key, header.Value))]);
}
