using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Bots, operators and testers at the running app.</summary>
public sealed class AbuseTests(GuardedApp guarded) : IClassFixture<GuardedApp>
{
    private readonly RunningApp app = guarded.App;

    private const string FunctionKey = "local-function";

    [Fact]
    public async Task A_suspect_is_held_seen_and_let_go()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        var tag = Some.Tag();
        var status = await app.PostFormAsync("demo", Suspect($"bot.{tag}@haven-{tag}.example", $"Haven {tag}"));
        Assert.Equal("quarantined", await app.OutcomeAsync(status));

        using var stranger = await app.SendAsync(HttpMethod.Get, "/api/quarantine");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        var id = await FindAsync(tag);
        using (var refused = await app.SendAsync(HttpMethod.Post, $"/api/quarantine/{id}/release")) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        for (var twice = 0; twice < 2; twice++)
        {
            using var released = await app.SendAsync(HttpMethod.Post, $"/api/quarantine/{id}/release", headers: ("x-functions-key", FunctionKey));
            Assert.Equal(HttpStatusCode.Accepted, released.StatusCode);
        }

        await Eventually.IsTrueAsync(async () => await app.OutcomeAsync(status) == "scored");
        await app.MailAboutAsync($"Haven {tag}");
        Assert.Single(await app.AllMailsAboutAsync($"Haven {tag}"));
        using var unknown = await app.SendAsync(HttpMethod.Post, $"/api/quarantine/{new string('0', 32)}/release", headers: ("x-functions-key", FunctionKey));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_tester_gets_the_mail_and_nobody_else()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        var tag = Some.Tag();
        var address = $"tester.{tag}@sluis-{tag}.example";
        var status = await app.PostAsync("/api/forms/demo", JsonContent.Create(Some.Demo(address, "Tess", $"Sluis {tag}")), HttpStatusCode.Accepted,
            ("x-intake-test", GuardedApp.TestKey));
        Assert.Equal("scored", await app.OutcomeAsync(status));

        await app.MailAboutAsync($"Sluis {tag}");
        var mail = Assert.Single(await app.AllMailsAboutAsync($"Sluis {tag}"));
        Assert.Equal(address, mail.To);
        Assert.StartsWith("[Test] ", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_that_posts_all_the_time_is_told_to_wait()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        var tag = Some.Tag();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++)
        {
            using var answer = await app.SendAsync(HttpMethod.Post, "/api/forms/demo", JsonContent.Create(Some.Demo($"vlo{i}.{tag}@vloed.example", "Flo", "Vloed")),
                headers: [("X-Forwarded-For", $"192.0.2.{i}, 203.0.113.9")]);
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }
        // A minute may turn once on the way.
        Assert.InRange(answers.Count(status => status == HttpStatusCode.TooManyRequests), 10, 40);
    }

    private async Task<string> FindAsync(string tag)
    {
        using var answer = await app.SendAsync(HttpMethod.Get, "/api/quarantine", headers: ("x-functions-key", FunctionKey));
        using var page = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        var item = page.RootElement.GetProperty("items").EnumerateArray().Single(item => item.GetRawText().Contains(tag, StringComparison.Ordinal));
        Assert.Equal("honeypot", item.GetProperty("reasons")[0].GetString());
        return item.GetProperty("id").GetString()!;
    }

    private static object Suspect(string email, string company) => new
    {
        email, firstName = "Bo", lastName = "Jansen", company, jobTitle = "Operations manager", proposition = "charging",
        message = $"Please show us how charging works at {company}.", contact_website = "https://spam.example",
    };
}

/// <summary>The app with a proxy before it and a key for testers.</summary>
public sealed class GuardedApp(Azurite azurite) : IAsyncLifetime
{
    internal const string TestKey = "the testers' key";

    internal RunningApp App { get; } = new(azurite);

    public ValueTask InitializeAsync()
    {
        App.Settings["Proxies__0"] = "127.0.0.0/8";
        App.Settings["Proxies__1"] = "::1";
        App.Settings["Testers__Key"] = TestKey;
        return App.InitializeAsync();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
