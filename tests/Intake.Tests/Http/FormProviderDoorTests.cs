using System.Net;
using System.Text;
using Intake.Tests.Submissions.Support;
using Microsoft.Extensions.Options;

namespace Intake.Tests.Http;

/// <summary>Form providers at the door: their settings, their bodies, their answers.</summary>
public sealed class FormProviderDoorTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly byte[] Posted = "your-name=Anna&your-email=anna%40werf.example"u8.ToArray();

    [Theory]
    [InlineData("Webhooks:ContactForm7:Secrets:0")]
    [InlineData("Webhooks:contact-form-7:Secrets:0")]
    [InlineData("Webhooks:CONTACTFORM7:Secrets:0")]
    public async Task A_setting_names_a_provider_without_its_hyphens(string setting)
    {
        await using var site = await Website.StartAsync((setting, FormSigning.Secret));
        Assert.NotEqual(HttpStatusCode.NotFound, (await site.PostAsync("/api/webhooks/contact-form-7", Form, Posted)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.PostAsync("/api/webhooks/contactform7", Form, Posted)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.PostAsync("/api/webhooks/wpforms", Form, Posted)).StatusCode);
    }

    [Theory]
    [InlineData("Webhooks:ContactForm8:Secrets:0", "a secret of the tests, long enough")]
    [InlineData("Webhooks:GoogleAds:Secrets:0", "short")]
    [InlineData("Webhooks:Elementor:Secrets:0", "short")]
    public async Task A_secret_that_can_be_guessed_or_is_nobodys_stops_the_start(string setting, string secret) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => Website.StartAsync((setting, secret)));

    [Theory]
    [InlineData("meta", "x", HttpStatusCode.Unauthorized)]
    [InlineData("elementor", "x", HttpStatusCode.Unauthorized)]
    [InlineData("elementor", FormSigning.Secret, HttpStatusCode.OK)]
    [InlineData("wpforms", "x", HttpStatusCode.NotFound)]
    public async Task A_look_at_a_described_providers_address_needs_its_secret_too(string provider, string secret, HttpStatusCode expected)
    {
        await using var site = await Website.StartAsync(("Webhooks:Meta:Secrets:0", FormSigning.Secret), ("Webhooks:Elementor:Secrets:0", FormSigning.Secret));
        using var answer = await site.Client.GetAsync(new Uri($"/api/webhooks/{provider}/{Uri.EscapeDataString(secret)}", UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Only_who_posts_forms_may_post_a_form()
    {
        await using var site = await Website.StartAsync(
            ("Webhooks:Typeform:Secrets:0", FormSigning.Secret), ("Webhooks:ContactForm7:Secrets:0", FormSigning.Secret));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await site.PostAsync("/api/webhooks/typeform", Form, Posted)).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await site.PostAsync("/api/webhooks/contact-form-7", "text/plain", Posted)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.PostAsync("/api/webhooks/contact-form-7", Form, Posted)).StatusCode);
    }

    [Fact]
    public async Task A_secret_in_the_address_opens_the_door_and_no_other_does()
    {
        await using var site = await Website.StartAsync(("Webhooks:Elementor:Secrets:0", FormSigning.Secret));
        var secret = Uri.EscapeDataString(FormSigning.Secret);
        foreach (var path in new[] { "/api/webhooks/elementor", "/api/webhooks/elementor/" + secret[1..] })
            Assert.Equal(HttpStatusCode.Unauthorized, (await site.PostAsync(path, Form, Posted)).StatusCode);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await site.PostAsync("/api/webhooks/elementor/" + secret, Form, Posted)).StatusCode);
    }

    [Fact]
    public async Task The_address_that_hubspot_signs_is_the_public_one()
    {
        await using var site = await Website.StartAsync(("Webhooks:HubSpot:Secrets:0", FormSigning.Secret));
        var body = Encoding.UTF8.GetBytes("[]");
        var time = Sample.Now.ToUnixTimeMilliseconds();
        var hash = System.Security.Cryptography.HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(FormSigning.Secret), Encoding.UTF8.GetBytes($"POSThttps://intake.lichtveld.example/api/webhooks/hubspot[]{time}"));
        var answer = await site.PostAsync("/api/webhooks/hubspot", "application/json", body,
            ("X-HubSpot-Request-Timestamp", $"{time}"), ("X-HubSpot-Signature-v3", Convert.ToBase64String(hash)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
