using System.Net;
using System.Text.Json;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Http;

/// <summary>Captchas at the door: whatever the provider does, the poster sees the same, in time.</summary>
public sealed class CaptchaDoorTests
{
    private const string Solved = """{"firstName":"Ingrid","email":"ingrid@hoekstra.example","proposition":"energy","cf-turnstile-response":"solved"}""";
    private const string Unsolved = """{"firstName":"Ingrid","email":"ingrid@hoekstra.example","proposition":"energy"}""";
    private const string Right = """{"success":true,"hostname":"www.lichtveld.example","action":"intake"}""";
    private const string Wrong = """{"success":false,"error-codes":["invalid-input-response"]}""";

    [Theory]
    [InlineData(Solved, 200, Right, "open", null)]
    [InlineData(Solved, 200, Wrong, "open", "captcha-failed")]
    [InlineData(Solved, 400, Wrong, "open", "captcha-failed")]
    [InlineData(Unsolved, 200, Right, "open", "captcha-missing")]
    [InlineData(Solved, 500, "", "open", null)]
    [InlineData(Solved, 500, "", "closed", "captcha-unavailable")]
    [InlineData(Solved, 200, "<html>", "closed", "captcha-unavailable")]
    [InlineData(Solved, 302, "", "closed", "captcha-unavailable")]
    public async Task The_answer_is_the_same_and_a_suspect_is_marked(string post, int status, string answer, string onFailure, string? suspicion)
    {
        await using var provider = await CaptchaStandIn.StartAsync((status, answer));
        await using var site = await SiteAsync(provider, onFailure);
        var got = await site.PostJsonAsync("/api/forms/demo", post);

        Assert.Equal(HttpStatusCode.Accepted, got.StatusCode);
        var taken = Assert.Single(site.Queue.Taken);
        Assert.Equal(suspicion, taken.Suspicions?.Single());
        Assert.Empty(taken.Fields);
        if (post == Unsolved) Assert.Empty(provider.Asked);
    }

    [Fact]
    public async Task A_question_that_failed_is_asked_again_under_the_same_key()
    {
        await using var provider = await CaptchaStandIn.StartAsync((503, ""), (200, Right));
        await using var site = await SiteAsync(provider, "closed");
        await site.PostJsonAsync("/api/forms/demo", Solved);

        Assert.Null(Assert.Single(site.Queue.Taken).Suspicions);
        Assert.Equal(2, provider.Asked.Count);
        Assert.Equal(provider.Asked[0]["idempotency_key"], provider.Asked[1]["idempotency_key"]);
        Assert.Equal(("turnstile-secret", "solved"), (provider.Asked[0]["secret"], provider.Asked[0]["response"]));
        Assert.True(Guid.TryParse(provider.Asked[0]["idempotency_key"], out _));
    }

    [Fact]
    public async Task Others_are_asked_once()
    {
        await using var provider = await CaptchaStandIn.StartAsync((503, ""), (200, Right));
        await using var site = await SiteAsync(provider, "closed", "hcaptcha");
        await site.PostJsonAsync("/api/forms/demo", Solved.Replace("cf-turnstile-response", "h-captcha-response", StringComparison.Ordinal));
        Assert.Equal("captcha-unavailable", Assert.Single(site.Queue.Taken).Suspicions?.Single());
        Assert.Single(provider.Asked);
    }

    [Theory]
    [InlineData(false, 202)]
    [InlineData(true, 503)]
    public async Task A_provider_and_a_queue_that_are_silent_keep_nobody_waiting(bool silentQueue, int status)
    {
        await using var provider = await CaptchaStandIn.StartAsync((200, Right));
        var gate = new TaskCompletionSource();
        provider.Gate = gate.Task;
        await using var site = await SiteAsync(provider, "closed");
        if (silentQueue) site.Queue.Gate = gate.Task;

        var (posted, start) = (site.PostJsonAsync("/api/forms/demo", Solved), site.Time.GetUtcNow());
        while (!posted.IsCompleted && site.Time.GetUtcNow() - start < TimeSpan.FromSeconds(2.5))
        {
            site.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(posted, Task.Delay(20));
        }

        Assert.Equal(status, (int)(await posted.WaitAsync(TimeSpan.FromSeconds(5))).StatusCode);
        if (!silentQueue) Assert.Equal("captcha-unavailable", Assert.Single(site.Queue.Taken).Suspicions?.Single());
        gate.SetResult();
    }

    [Fact]
    public async Task A_tester_solves_none()
    {
        await using var provider = await CaptchaStandIn.StartAsync((200, Wrong));
        await using var site = await SiteAsync(provider, "closed");
        await site.PostJsonAsync("/api/forms/demo", Unsolved, ("x-intake-test", "the testers' key"));
        await site.PostJsonAsync("/api/forms/demo", Unsolved, ("x-intake-test", "the testers' kez"));

        Assert.Equal([("ingrid@hoekstra.example", null), (null, "captcha-missing")], site.Queue.Taken.Select(s => (s.Tester, s.Suspicions?.Single())));
        Assert.Equal(2, site.Queue.Taken.Select(submission => submission.Id).Distinct().Count());
        Assert.Empty(provider.Asked);
    }

    [Theory]
    [InlineData("turnstile", "cf-turnstile", "script-src https://challenges.cloudflare.com;")]
    [InlineData("hcaptcha", "h-captcha", "script-src https://hcaptcha.com https://*.hcaptcha.com;")]
    [InlineData("recaptcha", "g-recaptcha", "script-src https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/;")]
    public async Task The_page_and_the_snippet_show_it(string name, string css, string policy)
    {
        await using var provider = await CaptchaStandIn.StartAsync((200, Right));
        await using var site = await SiteAsync(provider, "open", name);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/forms/demo");
        request.Headers.Accept.ParseAdd("text/html");
        var answer = await site.Client.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        using var form = JsonDocument.Parse(await site.Client.GetStringAsync("/api/forms/demo"));

        foreach (var html in (string[])[page, form.RootElement.GetProperty("snippet").GetString()!])
        {
            Assert.Contains($"class=\"{css}\" data-sitekey=\"site&quot;key\"", html, StringComparison.Ordinal);
            Assert.Contains("<script src=\"https://", html, StringComparison.Ordinal);
        }
        Assert.Contains(policy, answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_one_in_the_settings_no_page_loads_anything()
    {
        await using var site = await Website.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/forms/demo");
        request.Headers.Accept.ParseAdd("text/html");
        var answer = await site.Client.SendAsync(request);
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static Task<Website> SiteAsync(CaptchaStandIn provider, string onFailure, string name = "turnstile") => Website.StartAsync(
        ("Captcha:Provider", name), ("Captcha:Secret", name + "-secret"), ("Captcha:SiteKey", "site\"key"), ("Captcha:Url", provider.Address),
        ("Captcha:OnFailure", onFailure), ("Captcha:Hostname", "www.lichtveld.example"), ("Testers:Key", "the testers' key"));
}
