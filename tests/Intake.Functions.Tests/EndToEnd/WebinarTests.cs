using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Intake.Accounts;
using Intake.Storage;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The course of a webinar that took place two hours ago, told to the running app.</summary>
public sealed class WebinarTests : IClassFixture<WebinarTests.WithWebinars>
{
    private const string Secret = "end-to-end-secret-of-the-address";

    private readonly RunningApp app;

    public WebinarTests(WithWebinars fixture) => app = fixture.App;

    [Fact]
    public async Task A_Zoom_webinar_ends_in_minutes_and_in_missed()
    {
        if (app.Storage is not { } storage) return;
        var (tag, id) = (Some.Tag(), 93201836192L);
        var ends = DateTimeOffset.UtcNow.AddHours(-1);
        var starts = ends.AddHours(-1);
        object About(object participant) => new { id = $"{id}", type = 5, start_time = starts, duration = 60, timezone = "UTC", participant };
        object Registrant(string name) => new
        {
            id, type = 5, start_time = starts, duration = 60, timezone = "UTC",
            registrant = new { id = $"{name}-{tag}", first_name = name, last_name = "Vos", email = $"{name}.{tag}@web-{tag}.example", org = $"Web {tag}" },
        };
        foreach (var name in (string[])["bea", "cor"])
            Assert.Equal("scored", await app.OutcomeAsync(await CallAsync("registration_created", starts.AddDays(-1), Registrant(name))));

        await TellAsync("participant_left", ends.AddMinutes(-12), About(new { registrant_id = $"bea-{tag}", email = "", participant_uuid = "1", leave_time = ends.AddMinutes(-12) }));
        await TellAsync("ended", ends, new { id = $"{id}", type = 5, start_time = starts, end_time = ends, duration = 60, timezone = "UTC", practice_session = false });
        await TellAsync("participant_joined", starts, About(new { registrant_id = $"bea-{tag}", email = "", participant_uuid = "1", join_time = starts }));

        var accounts = new TableClient(storage.ConnectionString, TableNames.Accounts);
        var told = await Eventually.GetAsync(
            async () =>
            {
                await app.RunHandoffAsync();
                var rows = await accounts.QueryAsync<TableEntity>().ToListAsync();
                return rows.Where(row => row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal) && row.GetString("Data").Contains(tag, StringComparison.Ordinal))
                    .Select(row => JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.SubmissionRecord)!.Submission!)
                    .Where(one => one.Activity != "webinar-registered").Select(one => (one.Activity, one.AttendedMinutes)).ToHashSet();
            },
            found => found.Contains(("webinar-attended", 48)) && found.Contains(("webinar-missed", null)), TimeSpan.FromMilliseconds(300));
        Assert.DoesNotContain(told, one => one.AttendedMinutes > 48);
    }

    [Theory]
    [InlineData("goto", Secret, HttpStatusCode.OK)]
    [InlineData("livestorm", Secret, HttpStatusCode.OK)]
    [InlineData("goto", "end-to-end-secret-of-the-addresS", HttpStatusCode.Unauthorized)]
    [InlineData("zoom", Secret, HttpStatusCode.Unauthorized)]
    [InlineData("nobody", Secret, HttpStatusCode.NotFound)]
    public async Task A_look_at_the_address_is_answered_only_with_its_secret(string provider, string secret, HttpStatusCode expected)
    {
        using var response = await app.SendAsync(HttpMethod.Get, $"/api/webhooks/{provider}/{secret}");
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_call_with_the_secret_in_its_address_is_a_submission_and_one_without_is_not()
    {
        var tag = Some.Tag();
        StringContent Joined() => new($$"""
            {"eventName":"registrant.joined","eventKey":"{{tag}}","webinarKey":5620084814059709442,"registrantKey":8325357307900339981,
             "email":"dees.{{tag}}@sluis-{{tag}}.example","joinTime":1554356793898}
            """, Encoding.UTF8, "application/json");
        Assert.Equal("scored", await app.OutcomeAsync(await app.PostAsync($"/api/webhooks/goto/{Secret}", Joined(), HttpStatusCode.OK)));
        foreach (var address in (string[])["/api/webhooks/goto", $"/api/webhooks/goto/{Secret}x"])
        {
            using var refused = await app.SendAsync(HttpMethod.Post, address, Joined());
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    private Task<string> CallAsync(string what, DateTimeOffset at, object about)
    {
        var body = JsonSerializer.Serialize(new { @event = "webinar." + what, event_ts = at.ToUnixTimeMilliseconds(), payload = new { account_id = "a", @object = about } });
        return app.PostAsync("/api/webhooks/zoom", new StringContent(body, Encoding.UTF8, "application/json"), HttpStatusCode.OK, Zoom.Sign(body));
    }

    // What is no submission has no receipt.
    private async Task TellAsync(string what, DateTimeOffset at, object about)
    {
        var body = JsonSerializer.Serialize(new { @event = "webinar." + what, event_ts = at.ToUnixTimeMilliseconds(), payload = new { account_id = "a", @object = about } });
        using var response = await Eventually.GetAsync(
            () => app.SendAsync(HttpMethod.Post, "/api/webhooks/zoom", new StringContent(body, Encoding.UTF8, "application/json"), headers: Zoom.Sign(body)),
            answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    /// <summary>The app with the secrets of the addresses.</summary>
    public sealed class WithWebinars : IAsyncLifetime
    {
        public WithWebinars(Azurite azurite)
        {
            App = new RunningApp(azurite);
            App.Settings["Webhooks__Goto__Secrets__0"] = Secret;
            App.Settings["Webhooks__Livestorm__Secrets__0"] = Secret;
        }

        public RunningApp App { get; }

        public ValueTask InitializeAsync() => App.InitializeAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
