using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>A handoff with the world around it: the mail provider tells what became of the mail, a CRM is told and tells back.</summary>
public sealed partial class HandoffTests(HandoffTests.App app) : IClassFixture<HandoffTests.App>
{
    private RunningApp Running => app.Running;

    [Fact]
    public async Task A_lead_goes_from_the_mail_to_the_CRM_and_back()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        var company = $"Keten {Some.Tag()}";
        await Running.PostFormAsync("demo", Some.Demo($"ilse.{company[6..]}@keten-{company[6..]}.example", "Ilse", company));
        var mail = await Running.MailAboutAsync(company);

        var made = await ToldAsync(company, "handoff.made");
        Assert.Equal("Marketing Qualified", made.GetProperty("data").GetProperty("lead").GetProperty("stage").GetProperty("theirs").GetString());

        using (var accepted = await Running.SendAsync(
            HttpMethod.Post, AcceptLink().Match(mail.Text).Groups[1].Value, new FormUrlEncodedContent([KeyValuePair.Create("do", "accept")]), "text/html"))
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("accept", (await ToldAsync(company, "handoff.answered")).GetProperty("data").GetProperty("handoff").GetProperty("answer").GetProperty("kind").GetString());

        var lead = made.GetProperty("data").GetProperty("lead").GetProperty("id").GetString();
        using (var order = new StringContent("""{"stage":"opportunity","value":18000,"by":"crm"}""", Encoding.UTF8, "application/json"))
        using (var ordered = await Running.SendAsync(HttpMethod.Post, $"/api/leads/{lead}/stage", order, headers: ("x-functions-key", Elsewhere.FunctionKey)))
            Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        await Eventually.IsTrueAsync(() => Task.FromResult(app.Crm.About(company, "stage.changed").Any(
            told => told.GetProperty("data").GetProperty("change").GetProperty("to").GetProperty("id").GetString() == "opportunity")));
    }

    [Fact]
    public async Task What_became_of_a_mail_is_seen_and_one_that_came_back_goes_to_somebody_else()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        var company = $"Bumper {Some.Tag()}";
        await Running.PostFormAsync("demo", Some.Demo($"jos.{company[7..]}@bumper-{company[7..]}.example", "Jos", company));
        var mail = await Running.MailAboutAsync(company);
        var ids = JsonDocument.Parse(mail.Raw).RootElement.GetProperty("personalizations")[0].GetProperty("custom_args");
        var (id, recipient, attempt) = (ids.GetProperty("mail").GetString()!, ids.GetProperty("recipient").GetString(), ids.GetProperty("attempt").GetString());

        await PostEventAsync("delivered", id, recipient, attempt);
        Assert.Equal("delivered", await StateAsync(id, "delivered"));
        await PostEventAsync("bounce", id, recipient, attempt);
        Assert.Equal("failed", await StateAsync(id, "failed"));

        var to = await Eventually.GetAsync(
            async () =>
            {
                await Running.RunHandoffAsync();
                return Running.SendGrid.About(company).Select(each => each.To).Distinct().ToList();
            },
            found => found.Count > 1, TimeSpan.FromMilliseconds(300));
        Assert.Equal(mail.To, to[0]);

        using var forged = new StringContent("[]", Encoding.UTF8, "application/json");
        using var refused = await Running.SendAsync(HttpMethod.Post, "/api/events/sendgrid", forged,
            headers: [(EventTimestamp, $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}"), (EventSignature, Convert.ToBase64String(new byte[70]))]);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private const string EventTimestamp = "X-Twilio-Email-Event-Webhook-Timestamp", EventSignature = "X-Twilio-Email-Event-Webhook-Signature";

    private Task<JsonElement> ToldAsync(string company, string type) =>
        Eventually.GetAsync(() => Task.FromResult(app.Crm.About(company, type) is [var first, ..] ? first : default), told => told.ValueKind == JsonValueKind.Object);

    private async Task PostEventAsync(string word, string mail, string? recipient, string? attempt)
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = $$"""[{"event":"{{word}}","sg_event_id":"{{Some.Tag()}}","mail":"{{mail}}","recipient":"{{recipient}}","attempt":"{{attempt}}","timestamp":{{time}}}]""";
        var signature = app.Key.SignData(Encoding.UTF8.GetBytes(time + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Running.SendAsync(HttpMethod.Post, "/api/events/sendgrid", content, headers: [(EventTimestamp, time), (EventSignature, Convert.ToBase64String(signature))]);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private Task<string> StateAsync(string mail, string wanted) => Eventually.GetAsync(
        async () =>
        {
            using var answer = await Running.SendAsync(HttpMethod.Get, $"/api/mails/{mail}", headers: ("x-functions-key", Elsewhere.FunctionKey));
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("mails")[0].GetProperty("state").GetString()!;
        },
        state => state == wanted);

    [GeneratedRegex(@"https?://[^/\s]+(/answer/\S+)\?do=accept")]
    private static partial Regex AcceptLink();

    /// <summary>The app with a CRM, and a key that the mail provider signs with.</summary>
    public sealed class App(Azurite azurite) : IAsyncLifetime
    {
        private readonly string playbook = Directory.CreateTempSubdirectory("intake-playbook-").FullName;

        internal RunningApp Running { get; } = new(azurite);

        internal ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        internal WebhookStandIn Crm { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Crm = await WebhookStandIn.StartAsync();
            foreach (var file in Directory.GetFiles(SamplePlaybook.Directory, "*.json")) File.Copy(file, Path.Combine(playbook, Path.GetFileName(file)));
            await File.WriteAllTextAsync(Path.Combine(playbook, "endpoints.json"), """
                { "endpoints": [{ "id": "crm", "events": ["handoff.made", "handoff.given", "handoff.answered", "stage.changed"], "stages": { "mql": "Marketing Qualified" } }] }
                """);
            Running.Settings["Playbook__Directory"] = playbook;
            Running.Settings["Team__File"] = Path.Combine(SamplePlaybook.Directory, "sample", "team.json");
            Running.Settings["Endpoints__crm__Url"] = Crm.Address.ToString();
            Running.Settings["Endpoints__crm__Secret"] = WebhookStandIn.Secret;
            Running.Settings["SendGrid__EventKeys__0"] = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());
            await Running.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Running.DisposeAsync();
            await Crm.DisposeAsync();
            Key.Dispose();
            Directory.Delete(playbook, recursive: true);
        }
    }
}
