using System.Net;
using System.Text;
using System.Text.Json;
using Intake.Accounts;
using Intake.Submissions;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Http;

public sealed class FormDoorTests
{
    private const string Good = """{"firstName":"Ingrid","email":"ingrid@hoekstra.example","proposition":"energy"}""";
    private static readonly (string, string)[] Filled = [("firstName", "Ingrid"), ("email", "ingrid@hoekstra.example"), ("proposition", "energy")];

    [Fact]
    public async Task A_machine_gets_202_with_a_receipt_that_tells_the_outcome()
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostJsonAsync("/api/forms/demo", Good);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        using var accepted = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var status = accepted.RootElement.GetProperty("status").GetString()!;
        Assert.Equal("/api/receipts/" + accepted.RootElement.GetProperty("receipt").GetString(), status);
        Assert.Equal(status, answer.Headers.Location?.OriginalString);

        var submission = Assert.Single(site.Queue.Taken);
        site.Outcome = Outcome.DeadLettered;
        Assert.Equal("""{"outcome":"dead-lettered"}""", await site.Client.GetStringAsync(status));
        Assert.Equal((Sample.Keys.Person("ingrid@hoekstra.example"), submission.Id), site.Asked);
    }

    [Theory]
    [InlineData("/api/receipts/rubbish")]
    [InlineData("/api/receipts/AbCd-_")]
    public async Task A_wrong_receipt_is_not_found(string path)
    {
        await using var site = await Website.StartAsync();
        var answer = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_old_receipt_and_a_form_token_are_no_receipts()
    {
        await using var site = await Website.StartAsync();
        var status = (await site.PostJsonAsync("/api/forms/demo", Good)).Headers.Location;
        using var form = JsonDocument.Parse(await site.Client.GetStringAsync("/api/forms/demo"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync("/api/receipts/" + form.RootElement.GetProperty("token").GetString())).StatusCode);

        site.Time.Advance(TimeSpan.FromDays(399));
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync(status)).StatusCode);
        site.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync(status)).StatusCode);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_read_is_503()
    {
        await using var site = await Website.StartAsync();
        var status = (await site.PostJsonAsync("/api/forms/demo", Good)).Headers.Location;
        site.ReadingFails = new Azure.RequestFailedException(500, "broken");
        var answer = await site.Client.GetAsync(status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(null, "https://www.lichtveld.example/bedankt")]
    [InlineData("https://www.lichtveld.example/thanks", "https://www.lichtveld.example/thanks")]
    [InlineData("https://evil.example/thanks", "https://www.lichtveld.example/bedankt")]
    [InlineData("//evil.example", "https://www.lichtveld.example/bedankt")]
    public async Task A_browser_is_sent_to_an_allowed_page_only(string? next, string location)
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostAsBrowserAsync("/api/forms/demo", next is null ? Filled : [.. Filled, ("_next", next)]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain("_next", Assert.Single(site.Queue.Taken).Fields.Keys);
    }

    [Fact]
    public async Task Without_a_page_of_its_own_a_form_leads_to_the_built_in_one()
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostAsBrowserAsync("/api/forms/contact",
            ("email", "a@b.nl"), ("subject", "quote"), ("message", "Hoi"), ("_lang", "nl"));
        Assert.Equal("/thanks/contact?lang=nl", answer.Headers.Location?.OriginalString);
        Assert.Contains("Dank u wel", await site.Client.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
        Assert.Equal(("sales-question", "nl"), site.Queue.Taken.Select(s => (s.Activity, s.Language)).Single());
    }

    [Fact]
    public async Task A_browser_sees_its_errors_by_field_and_what_it_filled_in()
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostAsBrowserAsync("/api/forms/demo",
            ("firstName", "<script>alert(1)</script>"), ("email", "nobody"), ("proposition", "energy"), ("message", "</textarea><b>\n\"two\" lines"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"demo-email-error\">This is not an email address.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"nobody\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"energy\" selected>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"_token\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' https://www.lichtveld.example", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_website_sent_beside_the_fields_survives_a_correction()
    {
        await using var site = await Website.StartAsync();
        var page = await (await site.PostAsBrowserAsync("/api/forms/demo", ("email", "nobody"), ("utm_source", "li\"nk"), ("_next", "n"), ("_lang", "nl"))).Content.ReadAsStringAsync();
        Assert.Contains("<input type=\"hidden\" name=\"utm_source\" value=\"li&quot;nk\" />", page, StringComparison.Ordinal);
        Assert.Contains("name=\"_next\" value=\"n\"", page, StringComparison.Ordinal);
        Assert.Contains("Dit is geen e-mailadres.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_a_shown_form_makes_two_presses_one_submission()
    {
        await using var site = await Website.StartAsync();
        using var form = JsonDocument.Parse(await site.Client.GetStringAsync("/api/forms/demo"));
        (string, string)[] filled = [.. Filled, ("_token", form.RootElement.GetProperty("token").GetString()!)];
        await site.PostAsBrowserAsync("/api/forms/demo", filled);
        site.Time.Advance(TimeSpan.FromHours(1));
        await site.PostAsBrowserAsync("/api/forms/demo", filled);
        await site.PostAsBrowserAsync("/api/forms/demo", [.. filled[..3], ("_token", "forged")]);
        Assert.Equal(2, site.Queue.Taken.Select(submission => submission.Id).Distinct().Count());
        Assert.Equal([true, true, false], site.Queue.Taken.Select(submission => submission.NextWindowId is null));
    }

    [Fact]
    public async Task The_form_describes_itself_with_html_to_paste()
    {
        await using var site = await Website.StartAsync();
        using var form = JsonDocument.Parse(await site.Client.GetStringAsync("/api/forms/demo?lang=nl"));
        var snippet = form.RootElement.GetProperty("snippet").GetString()!;

        Assert.Contains("action=\"https://intake.lichtveld.example/api/forms/demo\"", snippet, StringComparison.Ordinal);
        Assert.Contains("Voornaam", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain("_token", snippet, StringComparison.Ordinal);
        Assert.Equal(["firstName", "lastName", "email", "phone", "proposition", "timeframe", "message", "newsletter"],
            form.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()));
        foreach (var field in Sample.Demo.Fields) Assert.Contains($"name=\"{field.Name}\"", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_snippet_reads_as_if_written_by_hand()
    {
        await using var site = await Website.StartAsync();
        using var form = JsonDocument.Parse(await site.Client.GetStringAsync("/api/whitepapers/wp-net?lang=en"));
        Assert.Equal("""
            <form method="post" action="https://intake.lichtveld.example/api/whitepapers/wp-net" accept-charset="utf-8">
              <p class="field">
                <label for="wp-net-email">Email address</label>
                <input id="wp-net-email" name="email" type="email" maxlength="254" required autocomplete="email" />
              </p>
              <p hidden aria-hidden="true">
                <label for="wp-net-contact_website">Website</label>
                <input id="wp-net-contact_website" name="contact_website" type="text" tabindex="-1" autocomplete="off" />
              </p>
              <p>
                <input type="hidden" name="_lang" value="en" />
                <button type="submit">Send</button>
              </p>
            </form>
            """, form.RootElement.GetProperty("snippet").GetString());
    }

    [Fact]
    public async Task A_whitepaper_is_requested_with_the_form_it_names_or_just_an_address()
    {
        await using var site = await Website.StartAsync();
        await site.PostJsonAsync("/api/whitepapers/wp-laden", Good);
        await site.PostJsonAsync("/api/whitepapers/wp-net", """{"email":"daan@visser.example"}""");

        Assert.Equal([("whitepaper", "wp-laden", "whitepaper-requested", "energy"), ("whitepaper", "wp-net", "whitepaper-requested", null)],
            site.Queue.Taken.Select(s => (s.Source, s.Content, s.Activity, s.Proposition)));
        var snippet = JsonDocument.Parse(await site.Client.GetStringAsync("/api/whitepapers/wp-net")).RootElement.GetProperty("snippet").GetString();
        Assert.Contains("action=\"https://intake.lichtveld.example/api/whitepapers/wp-net\"", snippet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.lichtveld.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task Only_origins_of_the_form_may_read_the_answer(string origin, bool allowed)
    {
        await using var site = await Website.StartAsync();
        var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/forms/demo");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        foreach (var answer in new[] { await site.Client.SendAsync(preflight), await site.PostJsonAsync("/api/forms/demo", "{}", ("Origin", origin)) })
        {
            Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values));
            if (allowed) Assert.Equal(origin, values!.Single());
            Assert.Contains("Origin", answer.Headers.Vary);
        }
    }

    [Fact]
    public async Task Nothing_personal_is_in_the_receipt_or_its_address()
    {
        await using var site = await Website.StartAsync();
        var answer = await site.PostJsonAsync("/api/forms/demo", Good);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(answer.Headers.Location!.OriginalString.Split('/')[^1]);
        Assert.DoesNotContain("ingrid", Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("application/json, text/html;q=0.5", false)]
    [InlineData("text/html;q=0", false)]
    public async Task Accept_decides_between_page_and_json(string accept, bool page)
    {
        await using var site = await Website.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/forms/demo");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var answer = await site.Client.SendAsync(request);
        Assert.Equal(page ? "text/html" : "application/json", answer.Content.Headers.ContentType?.MediaType);
    }
}
