using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Intake.Storage;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>People ask for files and download them, and refer others.</summary>
public sealed partial class PaperTests(RunningApp app) : IClassFixture<RunningApp>
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

    [Fact]
    public async Task A_paper_is_asked_for_mailed_downloaded_and_scored()
    {
        var tag = Some.Tag();
        var email = $"mia.{tag}@papier-{tag}.example";
        Assert.Equal("scored", await app.OutcomeAsync(
            await app.PostAsync("/api/whitepapers/wp-laden-wagenpark", JsonContent.Create(new { email, company = $"Papier {tag}" }), HttpStatusCode.Accepted)));

        var mail = await MailToAsync(email);
        var link = PaperLink().Match(mail.Text).Groups[1].Value;
        using (var page = await app.SendAsync(HttpMethod.Get, link, accept: "text/html", headers: ("User-Agent", Browser)))
            Assert.Contains($"href=\"{link}/file\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var expected = await File.ReadAllBytesAsync(Path.Combine(SamplePlaybook.Directory, "sample", "assets", "wp-laden-wagenpark.pdf"));
        using (var scanned = await app.SendAsync(HttpMethod.Get, link + "/file", headers: ("User-Agent", "Mimecast-URL-Scanner")))
            Assert.Equal(expected, await scanned.Content.ReadAsByteArrayAsync());
        using (var piece = await app.SendAsync(HttpMethod.Get, link + "/file", headers: [("User-Agent", Browser), ("Range", "bytes=100-199")]))
        {
            Assert.Equal(HttpStatusCode.PartialContent, piece.StatusCode);
            Assert.Equal(expected[100..200], await piece.Content.ReadAsByteArrayAsync());
        }
        using (var head = await app.SendAsync(HttpMethod.Head, link + "/file", headers: ("User-Agent", Browser)))
            Assert.Equal((HttpStatusCode.OK, expected.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        if (app.Storage is not null) Assert.Equal(["whitepaper-requested"], await ActivitiesAsync($"Papier {tag}"));

        for (var time = 0; time < 2; time++)
        {
            using var file = await app.SendAsync(HttpMethod.Get, link + "/file", headers: ("User-Agent", Browser));
            Assert.Equal(expected, await file.Content.ReadAsByteArrayAsync());
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        }
        if (app.Storage is not null)
            Assert.Equal(
                ["whitepaper-downloaded", "whitepaper-requested"],
                await Eventually.GetAsync(() => ActivitiesAsync($"Papier {tag}"), activities => activities.Count > 1));
    }

    [Fact]
    public async Task A_colleague_gets_a_link_by_mail_and_refers_a_customer()
    {
        var tag = Some.Tag();
        var email = $"monteur.{tag}@lichtveld.example";
        using (var asked = await PostAsync("/refer", ("email", email)))
            Assert.Equal("/refer?sent=1&lang=en", asked.Headers.Location?.OriginalString);
        var link = ReferralLink().Match((await MailToAsync(email)).Text).Groups[1].Value;

        using (var referred = await PostAsync(
            link, ("referredBy", $"Henk {tag}"), ("name", "Bart de Heer"), ("email", $"bart.{tag}@tip-{tag}.example"), ("company", $"Tip {tag}"),
            ("proposition", "energy"), ("relation", "I service their chargers."), ("message", $"Can the roof feed the chargers of {tag}?")))
            Assert.Equal(HttpStatusCode.SeeOther, referred.StatusCode);

        var mail = await app.MailAboutAsync($"Can the roof feed the chargers of {tag}?");
        Assert.Contains($"Henk {tag}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Bart", mail.Text, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => app.SendAsync(
        HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), "text/html");

    private async Task<SentMail> MailToAsync(string email) => (await Eventually.GetAsync(
        async () =>
        {
            await app.RunHandoffAsync();
            return app.SendGrid.Mails.FirstOrDefault(mail => mail.To == email);
        },
        mail => mail is not null, TimeSpan.FromMilliseconds(300)))!;

    private async Task<IReadOnlyList<string>> ActivitiesAsync(string company)
    {
        var table = new TableClient(app.Storage!.ConnectionString, TableNames.Accounts);
        var rows = await table.QueryAsync<TableEntity>(row => row.RowKey.CompareTo("z:submission:") >= 0).ToListAsync();
        var account = rows.First(row => row.GetString("Data").Contains(company, StringComparison.Ordinal)).PartitionKey;
        return
        [
            .. rows.Where(row => row.PartitionKey == account && row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal))
                .Select(row => JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.SubmissionRecord)!.Submission?.Activity).OfType<string>().Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(@"https?://[^/\s]+(/papers/[^?\s]+)")]
    private static partial Regex PaperLink();

    [GeneratedRegex(@"https?://[^/\s]+(/refer/[^?\s]+)")]
    private static partial Regex ReferralLink();
}
