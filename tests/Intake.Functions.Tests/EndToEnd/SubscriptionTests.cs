using System.Net;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Somebody subscribes, confirms and unsubscribes with the links of the mail.</summary>
public sealed class SubscriptionTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task The_links_of_the_mail_confirm_and_end_a_subscription()
    {
        var email = $"nora.{Some.Tag()}@nieuws-{Some.Tag()}.example";
        Assert.Equal("scored", await app.OutcomeAsync(await app.PostFormAsync("nieuwsbrief", new { email, _lang = "nl" })));
        var mail = await Eventually.GetAsync(
            async () =>
            {
                await app.RunHandoffAsync();
                return app.SendGrid.Mails.FirstOrDefault(each => each.To == email);
            },
            found => found is not null, TimeSpan.FromMilliseconds(300));

        Assert.Contains("List-Unsubscribe=One-Click", mail!.Raw, StringComparison.Ordinal);
        var (confirm, unsubscribe) = (PathOf(mail, "/confirm/"), PathOf(mail, "/unsubscribe/"));
        Assert.Contains("<form method=\"post\">", await LookAsync(confirm), StringComparison.Ordinal);
        using (var confirmed = await app.SendAsync(HttpMethod.Post, confirm, accept: "text/html")) Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        await Eventually.GetAsync(() => LookAsync(confirm), page => page.Contains("Dit was al bevestigd", StringComparison.Ordinal));

        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using (var ended = await app.SendAsync(HttpMethod.Post, unsubscribe, click, "*/*")) Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        await Eventually.GetAsync(() => LookAsync(confirm), page => page.Contains("U heeft zich intussen afgemeld", StringComparison.Ordinal));

        using var forged = await app.SendAsync(HttpMethod.Post, "/unsubscribe/AAAA", accept: "text/html");
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
    }

    // The path alone: where an app elsewhere is reached from outside is not where the tests reach it.
    private static string PathOf(SentMail mail, string path) =>
        new Uri(mail.Text.Split('\n', ' ').First(word => word.Contains(path, StringComparison.Ordinal)).Trim()).PathAndQuery;

    private async Task<string> LookAsync(string path)
    {
        using var response = await app.SendAsync(HttpMethod.Get, path, accept: "text/html");
        return await response.Content.ReadAsStringAsync();
    }
}
