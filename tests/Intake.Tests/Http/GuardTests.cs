using System.Net;
using System.Text.Json;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Http;

/// <summary>What keeps bots out at the door, of which they see nothing.</summary>
public sealed class GuardTests
{
    private static readonly (string, string)[] Filled = [("firstName", "Ingrid"), ("email", "ingrid@hoekstra.example"), ("proposition", "energy")];

    [Fact]
    public async Task A_bot_that_fills_the_hidden_field_gets_the_same_answer()
    {
        await using var site = await Website.StartAsync();
        var person = await site.PostAsBrowserAsync("/api/forms/demo", Filled);
        var bot = await site.PostAsBrowserAsync("/api/forms/demo", [.. Filled[..1], ("email", "bot@b.example"), .. Filled[2..], ("contact_website", "https://spam.example")]);

        Assert.Equal((person.StatusCode, person.Headers.Location), (bot.StatusCode, bot.Headers.Location));
        Assert.Equal(person.Headers.Select(header => header.Key).Order(), bot.Headers.Select(header => header.Key).Order());
        Assert.Equal([null, "honeypot"], site.Queue.Taken.Select(submission => submission.Suspicions?.Single()));
        Assert.All(site.Queue.Taken, submission => Assert.Empty(submission.Fields));
    }

    [Fact]
    public async Task The_page_hides_that_field_from_everybody()
    {
        await using var site = await Website.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/forms/demo");
        request.Headers.Accept.ParseAdd("text/html");
        var page = await (await site.Client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Matches("<p hidden aria-hidden=\"true\">\\s*<label for=\"demo-contact_website\">Website</label>\\s*<input id=\"demo-contact_website\" name=\"contact_website\" type=\"text\" tabindex=\"-1\" autocomplete=\"off\"", page);
    }

    [Fact]
    public async Task A_correction_shows_that_field_once_and_empty()
    {
        await using var site = await Website.StartAsync();
        var page = await (await site.PostAsBrowserAsync("/api/forms/demo", ("email", "nobody"), ("contact_website", "spam"))).Content.ReadAsStringAsync();
        Assert.Equal(2, page.Split("name=\"contact_website\"").Length);
        Assert.DoesNotContain("spam", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "too-fast")]
    [InlineData(1, "too-fast")]
    [InlineData(2, null)]
    [InlineData(7 * 86400 - 1, null)]
    [InlineData(7 * 86400, "token-expired")]
    public async Task A_form_that_we_showed_takes_time_to_fill_in(int seconds, string? suspicion)
    {
        await using var site = await Website.StartAsync();
        using var form = JsonDocument.Parse(await site.Client.GetStringAsync("/api/forms/demo"));
        site.Time.Advance(TimeSpan.FromSeconds(seconds));
        var answer = await site.PostAsBrowserAsync("/api/forms/demo", [.. Filled, ("_token", form.RootElement.GetProperty("token").GetString()!)]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(suspicion, Assert.Single(site.Queue.Taken).Suspicions?.Single());
    }

    [Fact]
    public async Task A_token_of_another_form_is_suspect_and_none_is_not()
    {
        await using var site = await Website.StartAsync();
        using var other = JsonDocument.Parse(await site.Client.GetStringAsync("/api/forms/contact"));
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await site.PostAsBrowserAsync("/api/forms/demo", [.. Filled, ("_token", other.RootElement.GetProperty("token").GetString()!)]);
        await site.PostAsBrowserAsync("/api/forms/demo", Filled);
        Assert.Equal(["token-foreign", null], site.Queue.Taken.Select(submission => submission.Suspicions?.Single()));
    }

    [Theory]
    [InlineData(true, FormTokenState.Missing, 0, "token-missing")]
    [InlineData(false, FormTokenState.Missing, 0, "")]
    [InlineData(true, FormTokenState.Valid, 9, "too-fast")]
    [InlineData(true, FormTokenState.Valid, 10, "")]
    public void A_form_may_ask_more(bool required, FormTokenState state, int seconds, string suspicion)
    {
        var form = Sample.Demo with { TokenRequired = required, MinSeconds = 10 };
        var token = new FormToken(state, "nonce", Sample.Now.AddSeconds(-seconds));
        Assert.Equal(suspicion, string.Join(' ', DoorCheck.Reasons(form, BodyFields.None, token, Sample.Now, 2)));
    }

    [Fact]
    public async Task One_address_that_posts_all_the_time_is_told_to_wait()
    {
        await using var site = await Website.StartAsync(("Proxies:0", "127.0.0.0/8"), ("Limits:PostsPerMinute", "2"));
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, "198.51.100.1, 203.0.113.1")).StatusCode);
        var refused = await PostAsync(site, "198.51.100.2, 203.0.113.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(60, refused.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Contains("urn:intake:problem:too-many", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var page = await PostAsync(site, "203.0.113.1", ("Accept", "text/html"), ("Accept-Language", "nl"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Wacht een minuut", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, "203.0.113.2")).StatusCode);
        site.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, "203.0.113.1")).StatusCode);
        Assert.Equal(["203.0.113.1", "203.0.113.2"], site.Queue.Taken.Select(submission => submission.ClientAddress!).Distinct());
    }

    [Fact]
    public async Task Who_is_no_proxy_of_ours_is_not_believed()
    {
        await using var site = await Website.StartAsync();
        await PostAsync(site, "203.0.113.1");
        Assert.Equal("127.0.0.1", Assert.Single(site.Queue.Taken).ClientAddress);
    }

    [Theory]
    [InlineData("Proxies:0", "10.0.0.0/99")]
    [InlineData("Captcha:Provider", "none")]
    [InlineData("Captcha:Provider", "turnstile")]
    [InlineData("Limits:RecipientPerHour", "2000")]
    [InlineData("Limits:PostsPerMinute", "-1")]
    public Task A_setting_that_cannot_be_meant_stops_the_start(string setting, string value) =>
        Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Website.StartAsync((setting, value)));

    [Fact]
    public async Task What_is_sent_in_a_testers_name_is_a_test()
    {
        await using var site = await Website.StartAsync(("Testers:Addresses:0", "Tester@lichtveld.example"));
        await site.PostAsBrowserAsync("/api/forms/demo", [Filled[0], ("email", "tester+1@lichtveld.example"), Filled[2]]);
        await site.PostAsBrowserAsync("/api/forms/demo", Filled);
        Assert.Equal(["tester+1@lichtveld.example", null], site.Queue.Taken.Select(submission => submission.Tester));
    }

    [Fact]
    public void Long_texts_are_kept_as_far_as_they_may()
    {
        var text = new string('x', 199) + "😀" + new string('y', 20_000);
        var entry = new Entry
        {
            Source = "standard", Content = "-", Activity = "a", Contact = new Contact { Email = "a@b.nl", Name = text }, Message = text,
            Fields = Enumerable.Range(0, 500).Select(n => KeyValuePair.Create($"f{n:D3}", text)).Append(new(text, "v")).Aggregate(
                new Entry { Source = "", Content = "", Activity = "", Contact = new Contact { Email = "" } }.Fields, (all, field) => all.SetItem(field.Key, field.Value)),
        };
        var made = SubmissionMaker.Make(Sample.Keys, entry, "a@b.nl", SubmissionKey.None, Sample.Now);
        Assert.Equal(new string('x', 199), made.Contact.Name);
        Assert.Equal(10_000, made.Message!.Length);
        Assert.Equal((200, 10_000), (made.Fields.Count, made.Fields.Values.Max(value => value.Length)));
    }

    private static Task<HttpResponseMessage> PostAsync(Website site, string forwardedFor, params (string, string)[] more) =>
        site.PostJsonAsync("/api/forms/demo", """{"firstName":"Ingrid","email":"ingrid@hoekstra.example","proposition":"energy"}""", [("X-Forwarded-For", forwardedFor), .. more]);
}
